-module(digraph_components).
-export([main/0]).

main() ->
    G = graph([a, b, c, d, e], [{a, b}, {b, c}, {c, a}, {c, d}]),
    io:format("~p ~p~n", [sets(digraph_utils:components(G)), sets(digraph_utils:strong_components(G))]),
    io:format("~p ~p~n", [sets(digraph_utils:cyclic_strong_components(G)), digraph_utils:loop_vertices(G)]),
    io:format("~p ~p~n", [lists:sort(digraph_utils:reachable([b], G)), lists:sort(digraph_utils:reachable_neighbours([d], G))]),
    io:format("~p ~p~n", [lists:sort(digraph_utils:reaching([d], G)), lists:sort(digraph_utils:reaching_neighbours([e], G))]),
    io:format("~p ~p~n", [digraph_utils:is_acyclic(G), digraph_utils:topsort(G)]),
    Condensed = digraph_utils:condensation(G),
    io:format("~p~n", [sets(digraph:vertices(Condensed))]),
    Part = digraph_utils:subgraph(G, [a, b, none], [{keep_labels, false}]),
    io:format("~p ~p~n", [lists:sort(digraph:vertices(Part)), [digraph:edge(Part, E) || E <- digraph:edges(Part)]]),
    Chain = graph([1, 2, 3], [{1, 2}, {2, 3}]),
    io:format("~p ~p ~p~n", [digraph_utils:topsort(Chain), digraph_utils:preorder(Chain), digraph_utils:postorder(Chain)]),
    io:format("~p~n", [[digraph_utils:F(Chain) || F <- [arborescence_root, is_arborescence, is_tree, is_acyclic]]]),
    io:format("~p~n", [[digraph_utils:F(G) || F <- [arborescence_root, is_arborescence, is_tree, is_acyclic]]]).

graph(Vertices, Edges) ->
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- Vertices],
    [digraph:add_edge(G, X, Y) || {X, Y} <- Edges],
    G.

sets(Lists) -> lists:sort([lists:sort(List) || List <- Lists]).
