%% A digraph as a family of a type that its vertices do not have everywhere.
-module(sofs_digraph_types).
-export([main/0]).

main() ->
    Family = sofs:relation_to_family(sofs:from_term([{{a}, b}, {{c}, d}, {{a}, e}])),
    Graph = sofs:family_to_digraph(Family, [protected]),
    Type = sofs:type(Family),
    Back = sofs:digraph_to_family(Graph, Type),
    io:format("~p ~p~n", [Type, sofs:to_external(Back)]),
    io:format("~p ~p~n", [sofs:is_subset(Family, Back), sofs:type(sofs:digraph_to_family(Graph))]),
    io:format("~p~n", [[catch element(1, catch_type(Graph, T)) || T <- [[{node, [node]}], [{node, node}], node]]]).

catch_type(Graph, Type) ->
    try {sofs:to_external(sofs:digraph_to_family(Graph, Type))}
    catch error:Reason -> {Reason}
    end.
