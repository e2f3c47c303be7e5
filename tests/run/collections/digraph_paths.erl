-module(digraph_paths).
-export([main/0]).

main() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V, {label, V}) || V <- [a, b, c, d, e]],
    Edges = [digraph:add_edge(G, X, Y) || {X, Y} <- [{a, b}, {b, c}, {c, a}, {c, d}, {d, d}]],
    io:format("~p~n~p~n", [Edges, digraph:vertex(G, a)]),
    io:format("~p ~p ~p~n", [digraph:get_path(G, a, d), digraph:get_path(G, d, a), digraph:get_short_path(G, b, d)]),
    io:format("~p ~p ~p~n", [digraph:get_cycle(G, b), digraph:get_cycle(G, d), digraph:get_short_cycle(G, d)]),
    io:format("~p ~p~n", [digraph:no_vertices(G), digraph:no_edges(G)]),
    io:format("~p ~p~n", [digraph:out_neighbours(G, c), digraph:in_edges(G, d)]),
    io:format("~p~n", [digraph:add_edge(G, a, none)]),
    digraph:del_path(G, a, d),
    io:format("~p ~p~n", [digraph:get_path(G, a, d), lists:sort(digraph:edges(G))]),
    digraph:del_vertex(G, c),
    io:format("~p ~p~n", [lists:sort(digraph:vertices(G)), digraph:vertex(G, c)]),
    Acyclic = digraph:new([acyclic, private]),
    [digraph:add_vertex(Acyclic, N) || N <- [1, 2, 3]],
    io:format("~p~n", [[digraph:add_edge(Acyclic, X, Y) || {X, Y} <- [{1, 2}, {2, 3}, {3, 1}, {2, 2}]]]),
    io:format("~p ~p~n", [proplists:delete(memory, digraph:info(Acyclic)), catch_error(fun() -> digraph:new([other]) end)]),
    io:format("~p~n", [digraph:delete(Acyclic)]),
    io:format("~p~n", [catch_error(fun() -> digraph:vertices(Acyclic) end)]).

catch_error(F) ->
    try F() catch Class:Reason -> {Class, Reason} end.
