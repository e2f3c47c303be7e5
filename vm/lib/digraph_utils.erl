%%% Algorithms on directed graphs: components, orders, reachability, subgraphs.
%%%
%%% All of them walk the graph depth first from some roots, over edges in one direction or both; a walk gives one tree
%%% for each root that no earlier tree has, with its vertices in the order of arrival (before) or of departure (after).
-module(digraph_utils).

-export([components/1, strong_components/1, cyclic_strong_components/1, reachable/2, reachable_neighbours/2, reaching/2,
         reaching_neighbours/2, topsort/1, is_acyclic/1, arborescence_root/1, is_arborescence/1, is_tree/1,
         loop_vertices/1, subgraph/2, subgraph/3, condensation/1, preorder/1, postorder/1]).

-type graph() :: digraph:graph().
-type vertex() :: digraph:vertex().

%%% Components

%% The sets of vertices that are connected when the direction of edges does not count.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph_utils:components(G).
%% [[v]]
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:add_vertex(G, d),
%%   lists:sort([lists:sort(Vs) || Vs <- digraph_utils:components(G)]).
%% [[a,b,c],[d]]
-spec components(graph()) -> [[vertex()]].
components(Graph) -> forest(Graph, fun around/2, digraph:vertices(Graph)).

around(Graph, Vertex) -> digraph:in_neighbours(Graph, Vertex) ++ digraph:out_neighbours(Graph, Vertex).

%% The largest sets of vertices with a path from each to each.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph_utils:strong_components(G).
%% [[v]]
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, V, W) || {V, W} <- [{a, b}, {b, a}, {b, c}]],
%%   lists:sort([lists:sort(Vs) || Vs <- digraph_utils:strong_components(G)]).
%% [[a,b],[c]]
-spec strong_components(graph()) -> [[vertex()]].
strong_components(Graph) -> forest(Graph, fun digraph:in_neighbours/2, lists:reverse(postorder(Graph))).

%% The strong components that have an edge: those of more than one vertex, and those of one with an edge to itself.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph_utils:cyclic_strong_components(G).
%% []
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, V, W) || {V, W} <- [{a, b}, {b, a}, {b, c}]],
%%   [lists:sort(Vs) || Vs <- digraph_utils:cyclic_strong_components(G)].
%% [[a,b]]
-spec cyclic_strong_components(graph()) -> [[vertex()]].
cyclic_strong_components(Graph) ->
    lists:reverse([Component || Component <- strong_components(Graph), has_cycle(Component, Graph)]).

has_cycle([Vertex], Graph) -> is_loop(Vertex, Graph);
has_cycle(_, _) -> true.

is_loop(Vertex, Graph) -> lists:member(Vertex, digraph:out_neighbours(Graph, Vertex)).

%% The vertices with an edge to themselves.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph:add_edge(G, v, v), digraph_utils:loop_vertices(G).
%% [v]
-spec loop_vertices(graph()) -> [vertex()].
loop_vertices(Graph) -> [Vertex || Vertex <- digraph:vertices(Graph), is_loop(Vertex, Graph)].

%%% Reachability

%% The vertices that a path leads to from one of these, themselves included.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b), lists:sort(digraph_utils:reachable([a], G)).
%% [a,b]
-spec reachable([vertex()], graph()) -> [vertex()].
reachable(Vertices, Graph) when is_list(Vertices) -> lists:append(forest(Graph, fun digraph:out_neighbours/2, Vertices)).

%% The vertices that a path of at least one edge leads to from one of these: they themselves are only in it when they
%% lie on a cycle.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, V, W) || {V, W} <- [{a, b}, {b, a}, {b, c}]],
%%   [lists:sort(digraph_utils:reachable_neighbours([V], G)) || V <- [a, c]].
%% [[a,b,c],[]]
-spec reachable_neighbours([vertex()], graph()) -> [vertex()].
reachable_neighbours(Vertices, Graph) when is_list(Vertices) -> reachable(neighbours(fun digraph:out_neighbours/2, Vertices, Graph), Graph).

%% The vertices from which a path leads to one of these, themselves included.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b),
%%   digraph_utils:reaching([a], G).
%% [a]
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]],
%%   lists:sort(digraph_utils:reaching([b], G)).
%% [a,b]
-spec reaching([vertex()], graph()) -> [vertex()].
reaching(Vertices, Graph) when is_list(Vertices) -> lists:append(forest(Graph, fun digraph:in_neighbours/2, Vertices)).

%% The vertices from which a path of at least one edge leads to one of these.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]],
%%   lists:sort(digraph_utils:reaching_neighbours([c], G)).
%% [a,b]
-spec reaching_neighbours([vertex()], graph()) -> [vertex()].
reaching_neighbours(Vertices, Graph) when is_list(Vertices) -> reaching(neighbours(fun digraph:in_neighbours/2, Vertices, Graph), Graph).

neighbours(Next, Vertices, Graph) -> lists:append([Next(Graph, Vertex) || Vertex <- Vertices]).

%%% Orders

%% Vertices in the order in which a walk over all leaves them.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b),
%%   digraph_utils:postorder(G).
%% [b,a]
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph_utils:postorder(G).
%% [c,b,a]
-spec postorder(graph()) -> [vertex()].
postorder(Graph) ->
    {After, _} = leave(Graph, digraph:vertices(Graph), [], #{}),
    lists:reverse(After).

%% Vertices in the order in which a walk over all comes to them.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b),
%%   digraph_utils:preorder(G).
%% [b,a]
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], lists:sort(digraph_utils:preorder(G)).
%% [a,b,c]
-spec preorder(graph()) -> [vertex()].
preorder(Graph) ->
    Trees = forest(Graph, fun digraph:out_neighbours/2, digraph:vertices(Graph)),
    lists:reverse(lists:append(Trees)).

%% Each vertex before all others that its edges lead to; false if there is a cycle of more than one vertex.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, b, a),
%%   digraph_utils:topsort(G).
%% [b,a]
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, V, W) || {V, W} <- [{a, b}, {b, a}, {b, c}]], digraph_utils:topsort(G).
%% false
-spec topsort(graph()) -> [vertex()] | false.
topsort(Graph) ->
    Order = lists:reverse(postorder(Graph)),
    Places = maps:from_list(lists:zip(Order, lists:seq(1, length(Order)))),
    Goes = fun(Vertex) ->
                   #{Vertex := Place} = Places,
                   lists:all(fun(Next) -> map_get(Next, Places) >= Place end, digraph:out_neighbours(Graph, Vertex))
           end,
    lists:all(Goes, Order) andalso Order.

%% The trees of a walk, each with its vertices, the last reached first.
forest(Graph, Next, Roots) ->
    {Trees, _} = lists:foldl(fun(Root, {Trees, Seen}) ->
                                     case enter(Graph, Next, [Root], [], Seen) of
                                         {[], Seen} -> {Trees, Seen};
                                         {Tree, Seen1} -> {[Tree | Trees], Seen1}
                                     end
                             end, {[], #{}}, Roots),
    Trees.

enter(Graph, Next, [Vertex | Vertices], Tree, Seen) when is_map_key(Vertex, Seen) ->
    enter(Graph, Next, Vertices, Tree, Seen);
enter(Graph, Next, [Vertex | Vertices], Tree, Seen) ->
    enter(Graph, Next, Next(Graph, Vertex) ++ Vertices, [Vertex | Tree], Seen#{Vertex => []});
enter(_, _, [], Tree, Seen) -> {Tree, Seen}.

leave(Graph, [Vertex | Vertices], Left, Seen) when is_map_key(Vertex, Seen) -> leave(Graph, Vertices, Left, Seen);
leave(Graph, [Vertex | Vertices], Left, Seen) ->
    {Below, Seen1} = leave(Graph, digraph:out_neighbours(Graph, Vertex), Left, Seen#{Vertex => []}),
    leave(Graph, Vertices, [Vertex | Below], Seen1);
leave(_, [], Left, Seen) -> {Left, Seen}.

%%% Kinds of graphs

%% Whether there is no cycle, not even an edge from a vertex to itself.
%% > digraph_utils:is_acyclic(digraph:new()).
%% true
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, V, W) || {V, W} <- [{a, b}, {b, a}, {b, c}]], digraph_utils:is_acyclic(G).
%% false
-spec is_acyclic(graph()) -> boolean().
is_acyclic(Graph) -> loop_vertices(Graph) =:= [] andalso topsort(Graph) =/= false.

%% The root of an arborescence: the one vertex that no edge leads to, while one edge leads to each other vertex.
%% > digraph_utils:arborescence_root(digraph:new()).
%% no
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph_utils:arborescence_root(G).
%% {yes,a}
-spec arborescence_root(graph()) -> no | {yes, vertex()}.
arborescence_root(Graph) ->
    Degrees = [{digraph:in_degree(Graph, Vertex), Vertex} || Vertex <- digraph:vertices(Graph)],
    case lists:partition(fun({Degree, _}) -> Degree =:= 1 end, Degrees) of
        {_, [{0, Root}]} -> {yes, Root};
        _ -> no
    end.

%% Whether a graph is an arborescence: all vertices can be reached from one, in one way only.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]],
%%   First = digraph_utils:is_arborescence(G), digraph:add_edge(G, a, c),
%%   [First, digraph_utils:is_arborescence(G)].
%% [true,false]
-spec is_arborescence(graph()) -> boolean().
is_arborescence(Graph) -> arborescence_root(Graph) =/= no.

%% Whether it is a tree when the direction of edges does not count.
%% > digraph_utils:is_tree(digraph:new()).
%% false
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph_utils:is_tree(G).
%% true
-spec is_tree(graph()) -> boolean().
is_tree(Graph) -> digraph:no_edges(Graph) =:= digraph:no_vertices(Graph) - 1 andalso length(components(Graph)) =:= 1.

%%% Graphs made of a graph

%% A new graph of some of a graph's vertices and the edges between them, of the same type and with the labels.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], S = digraph_utils:subgraph(G, [a, b]),
%%   {lists:sort(digraph:vertices(S)), digraph:edges(S)}.
%% {[a,b],[{a,b}]}
-spec subgraph(graph(), [vertex()]) -> graph().
subgraph(Graph, Vertices) -> subgraph(Graph, Vertices, []).

%% A new graph as of subgraph/2, with options: `{type, Type}`, that of `digraph:new/1` or `inherit`, and `{keep_labels,
%% Bool}`. Fails with badarg for others.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:add_vertex(G, a, "A"),
%%   S = digraph_utils:subgraph(G, [a], [{keep_labels, false}]), digraph:vertex(S, a).
%% {a,[]}
%% > digraph_utils:subgraph(digraph:new(), [], [small]).
%% ** error:badarg
-spec subgraph(graph(), [vertex()], [{type, inherit | [digraph:d_type()]} | {keep_labels, boolean()}]) -> graph().
subgraph(Graph, Vertices, Options) ->
    try lists:foldl(fun option/2, {inherit, true}, Options) of
        {Type, Keep} -> copied(Vertices, digraph:new(type(Type, Graph)), Keep, Graph)
    catch
        error:_ -> error(badarg)
    end.

copied(Vertices, New, Keep, Graph) ->
    lists:foreach(fun(Name) ->
                          case digraph:vertex(Graph, Name) of
                              {Vertex, Label} -> digraph:add_vertex(New, Vertex, label(Label, Keep));
                              false -> ok
                          end
                  end, Vertices),
    [copy_edge(digraph:edge(Graph, Edge), New, Keep)
     || Vertex <- digraph:vertices(New), Edge <- digraph:out_edges(Graph, Vertex)],
    New.

option({type, Type}, {_, Keep}) when Type =:= inherit; is_list(Type) -> {Type, Keep};
option({keep_labels, Keep}, {Type, _}) when is_boolean(Keep) -> {Type, Keep}.

type(inherit, Graph) -> [Value || {Key, Value} <- digraph:info(Graph), Key =:= cyclicity orelse Key =:= protection];
type(Type, _) -> Type.

label(Label, true) -> Label;
label(_, false) -> [].

copy_edge({Edge, From, To, Label}, New, Keep) -> digraph:add_edge(New, Edge, From, To, label(Label, Keep)).

%% A new graph whose vertices are the strong components, each a list, with an edge where there is one between their
%% vertices.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, V, W) || {V, W} <- [{a, b}, {b, a}, {b, c}]], S = digraph_utils:condensation(G),
%%   lists:sort([lists:sort(Vs) || Vs <- digraph:vertices(S)]).
%% [[a,b],[c]]
-spec condensation(graph()) -> graph().
condensation(Graph) ->
    Components = strong_components(Graph),
    Of = maps:from_list([{Vertex, Component} || Component <- Components, Vertex <- Component]),
    New = digraph:new(type(inherit, Graph)),
    [digraph:add_vertex(New, Component) || Component <- Components],
    [digraph:add_edge(New, Component, Other)
     || Component <- Components, Other <- lists:usort(nexts(Component, Of, Graph)), Other =/= Component],
    New.

%% The components that edges of a component lead to.
nexts(Component, Of, Graph) ->
    [map_get(Next, Of) || Next <- neighbours(fun digraph:out_neighbours/2, Component, Graph)].
