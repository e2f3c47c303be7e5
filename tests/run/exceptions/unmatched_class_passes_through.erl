-module(unmatched_class_passes_through).
-export([main/0]).

main() ->
    F = fun(G) -> try G() catch throw:X -> {t, X} end end,
    io:format("~p~n", [F(fun() -> throw(1) end)]),
    io:format("~p~n", [caught(fun() -> F(fun() -> exit(2) end) end)]),
    io:format("~p~n", [caught(fun() -> F(fun() -> error(3) end) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
