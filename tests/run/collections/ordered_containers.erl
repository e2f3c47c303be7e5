-module(ordered_containers).
-export([main/0]).

main() ->
    D = orddict:from_list([{b, 2}, {a, 1}]),
    io:format("~p ~p~n", [orddict:store(c, 3, D), orddict:fetch(a, D)]),
    S = ordsets:from_list([3, 1, 2, 3]),
    io:format("~p ~p ~p~n", [S, ordsets:union(S, [0, 9]), ordsets:subtract(S, [2])]),
    T = gb_trees:from_orddict([{N, N * N} || N <- lists:seq(1, 5)]),
    io:format("~p ~p ~p~n", [gb_trees:lookup(3, T), gb_trees:smallest(T), gb_trees:keys(gb_trees:delete(2, T))]),
    G = gb_sets:from_list("hello"),
    io:format("~p ~p~n", [gb_sets:to_list(G), gb_sets:is_member($e, G)]),
    io:format("~p ~p~n", [lists:sort(sets:to_list(sets:from_list([a, b, a]))), lists:sort(dict:to_list(dict:from_list([{x, 1}])))]).
