-module(comprehension_filter_that_fails).
-export([main/0]).

main() ->
    io:format("~p~n", [[X || X <- [1, a, 3], X + 1 > 2]]),
    io:format("~p~n", [[X || X <- [[], [1], x], hd(X) =:= 1]]),
    io:format("~p~n", [caught(fun() -> [X || X <- [1], id(X)] end)]),
    io:format("~p~n", [caught(fun() -> [X || X <- id(atom)] end)]),
    io:format("~p~n", [caught(fun() -> [X || X <- id([1 | 2])] end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
