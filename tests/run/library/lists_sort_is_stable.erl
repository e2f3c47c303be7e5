-module(lists_sort_is_stable).
-export([main/0]).

main() ->
    L = [{K, N} || {N, K} <- lists:zip(lists:seq(1, 12), [b, a, c, a, b, c, c, b, a, a, b, c])],
    io:format("~p~n", [lists:keysort(1, L)]),
    io:format("~p~n", [lists:sort(fun({A, _}, {B, _}) -> A =< B end, L)]),
    io:format("~p~n", [lists:ukeysort(1, L)]).
