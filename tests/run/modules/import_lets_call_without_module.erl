-module(import_lets_call_without_module).
-export([main/0]).
-import(lists, [map/2, sum/1]).
-import(string, [to_upper/1]).

main() ->
    io:format("~p~n", [map(fun(X) -> X * X end, [1, 2, 3])]),
    io:format("~p ~s~n", [sum([1, 2, 3]), to_upper("loud")]),
    io:format("~p~n", [map(fun(L) -> sum(L) end, [[1], [2, 3]])]).
