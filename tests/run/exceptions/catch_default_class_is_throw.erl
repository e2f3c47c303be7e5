-module(catch_default_class_is_throw).
-export([main/0]).

main() ->
    F = fun(G) -> try G() catch X -> {t, X} end end,
    io:format("~p ~p~n", [F(fun() -> throw(1) end), caught(fun() -> F(fun() -> error(2) end) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
