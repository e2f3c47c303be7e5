-module(andalso_needs_boolean_left).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> id(1) andalso true end)]),
    io:format("~p~n", [caught(fun() -> id(x) orelse true end)]),
    io:format("~p~n", [caught(fun() -> id(true) and 1 end)]),
    io:format("~p~n", [caught(fun() -> not id(0) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
