-module(lists_basics).
-export([main/0]).

main() ->
    L = [3, 1, 4, 1, 5, 9, 2, 6],
    io:format("~p ~p ~p~n", [lists:reverse(L), lists:reverse(L, tail), lists:append([[1], [2, 3], []])]),
    io:format("~p ~p ~p~n", [lists:append([1], [2]), lists:subtract(L, [1, 9]), lists:concat([a, 1, "s", 2.5])]),
    io:format("~p ~p ~p~n", [lists:nth(3, L), lists:nthtail(3, L), lists:last(L)]),
    io:format("~p ~p ~p ~p~n", [lists:sum(L), lists:max(L), lists:min(L), lists:droplast(L)]),
    io:format("~p ~p ~p~n", [lists:member(5, L), lists:member(5.0, L), lists:delete(1, L)]),
    io:format("~p ~p~n", [lists:duplicate(3, x), lists:flatlength([1, [2, [3, []]]])]).
