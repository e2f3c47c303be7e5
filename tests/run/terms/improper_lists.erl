-module(improper_lists).
-export([main/0]).

main() ->
    L = [1, 2 | 3],
    io:format("~p ~w ~p~n", [L, [a | b], [[] | []]]),
    [_ | T] = L,
    io:format("~p ~p ~p~n", [T, is_list(L), [x | [y | z]]]).
