-module(list_append_and_subtract).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [[1, 2] ++ [3], [] ++ [1], [1] ++ []]),
    io:format("~p ~p~n", [[1] ++ id(2), [] ++ id(x)]),
    io:format("~p ~p~n", [[1, 2, 1, 3, 1] -- [1, 1], [a, b] -- [c]]),
    io:format("~p ~p~n", [[1, 1.0, 2] -- [1.0], "hello" -- "l"]),
    io:format("~p~n", [caught(fun() -> id(a) ++ [1] end)]),
    io:format("~p~n", [caught(fun() -> [1] -- id(a) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
