-module(digraph_paths).
-export([main/0]).

main() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- [a, b, c, d, e]],
    [digraph:add_edge(G, X, Y) || {X, Y} <- [{a, b}, {b, c}, {c, a}, {c, d}]],
    io:format("~p ~p~n", [digraph:get_path(G, a, d), digraph:get_path(G, d, a)]),
    io:format("~p~n", [lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)])]),
    io:format("~p ~p~n", [lists:sort(digraph_utils:reachable([b], G)), digraph_utils:is_acyclic(G)]),
    io:format("~p ~p~n", [digraph:no_vertices(G), digraph:no_edges(G)]).
