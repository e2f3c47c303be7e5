-module(array_operations).
-export([main/0]).

main() ->
    A = array:from_list([a, b, c]),
    io:format("~p ~p ~p~n", [array:get(1, A), array:size(A), array:to_list(array:set(4, e, A))]),
    B = array:new([{default, 0}, {size, 3}]),
    io:format("~p ~p~n", [array:to_list(B), array:foldl(fun(I, X, S) -> S + I + X end, 0, B)]),
    io:format("~p~n", [array:sparse_to_orddict(array:set(1, 7, B))]).
