%%% Directed graphs: the module `digraph`, in three tables of the process that made the graph.
%%%
%%% Vertices are `{Vertex, Label}`, edges `{Edge, From, To, Label}`; the neighbours table, a bag, has `{{in | out, Vertex},
%%% Edge}` and the numbers of the names that add_vertex/1 and add_edge/3 make.
-module(digraph).

-export([new/0, new/1, delete/1, info/1, add_vertex/1, add_vertex/2, add_vertex/3, del_vertex/2, del_vertices/2,
         vertex/2, vertices/1, no_vertices/1, source_vertices/1, sink_vertices/1, add_edge/3, add_edge/4, add_edge/5,
         del_edge/2, del_edges/2, edge/2, edges/1, edges/2, no_edges/1, in_edges/2, out_edges/2, in_neighbours/2,
         out_neighbours/2, in_degree/2, out_degree/2, del_path/3, get_path/3, get_cycle/2, get_short_path/3,
         get_short_cycle/2]).

-export_type([graph/0, d_type/0, vertex/0, edge/0, label/0]).

-record(digraph, {vertices, edges, neighbours, cyclic = true}).

-type graph() :: #digraph{}.
-type d_type() :: acyclic | cyclic | private | protected.
-type vertex() :: term().
-type edge() :: term().
-type label() :: term().
-type add_edge_error() :: {error, {bad_edge, [vertex()]} | {bad_vertex, vertex()}}.

%% A graph in which cycles are allowed, and which only its owner, the process that called this, may change. It lies in
%% tables: it is gone when the owner ends, or by delete/1.
%% > G = digraph:new(), digraph:add_vertex(G, v).
%% v
-spec new() -> graph().
new() -> new([]).

%% A graph of a type: `cyclic` or `acyclic`, `protected` (every process may read it) or `private`. Fails with badarg
%% for anything else.
%% > G = digraph:new([acyclic]), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b),
%%   digraph:add_edge(G, b, a).
%% {error,{bad_edge,[a,b]}}
%% > digraph:new([round]).
%% ** error:badarg
-spec new([d_type()]) -> graph().
new(Type) ->
    try lists:foldl(fun option/2, {true, protected}, Type) of
        {Cyclic, Access} ->
            Neighbours = ets:new(neighbours, [bag, Access]),
            ets:insert(Neighbours, [{'$vid', 0}, {'$eid', 0}]),
            #digraph{vertices = ets:new(vertices, [set, Access]), edges = ets:new(edges, [set, Access]),
                     neighbours = Neighbours, cyclic = Cyclic}
    catch
        error:_ -> error(badarg)
    end.

option(cyclic, {_, Access}) -> {true, Access};
option(acyclic, {_, Access}) -> {false, Access};
option(Access, {Cyclic, _}) when Access =:= private; Access =:= protected -> {Cyclic, Access}.

%% Removes a graph with all its tables; what is done with it afterwards fails with badarg.
%% > digraph:delete(digraph:new()).
%% true
-spec delete(graph()) -> true.
delete(#digraph{vertices = Vertices, edges = Edges, neighbours = Neighbours}) ->
    ets:delete(Vertices),
    ets:delete(Edges),
    ets:delete(Neighbours).

%% What is known of a graph as a whole: `cyclicity`, `memory` (words) and `protection`.
%% > lists:keyfind(cyclicity, 1, digraph:info(digraph:new())).
%% {cyclicity,cyclic}
-spec info(graph()) -> [{cyclicity | memory | protection, term()}].
info(#digraph{vertices = Vertices, edges = Edges, neighbours = Neighbours, cyclic = Cyclic}) ->
    Words = lists:sum([ets:info(Table, memory) || Table <- [Vertices, Edges, Neighbours]]),
    Cyclicity = case Cyclic of
                    true -> cyclic;
                    false -> acyclic
                end,
    [{cyclicity, Cyclicity}, {memory, Words}, {protection, ets:info(Vertices, protection)}].

%%% Vertices

%% Adds a vertex with a name that it makes, `['$v' | N]`, and gives the name.
%% > G = digraph:new(), [digraph:add_vertex(G), digraph:add_vertex(G)].
%% [['$v'|0],['$v'|1]]
-spec add_vertex(graph()) -> vertex().
add_vertex(Graph) -> add_vertex(Graph, named(Graph, '$vid', '$v')).

%% The next name of a kind.
named(#digraph{neighbours = Neighbours}, Key, Kind) ->
    [{Key, Number} = Old] = ets:lookup(Neighbours, Key),
    ets:delete_object(Neighbours, Old),
    ets:insert(Neighbours, {Key, Number + 1}),
    [Kind | Number].

%% Adds a vertex, any term, and gives it; its label is `[]`, also when it was there with another.
%% > digraph:add_vertex(digraph:new(), v).
%% v
-spec add_vertex(graph(), vertex()) -> vertex().
add_vertex(Graph, Vertex) -> add_vertex(Graph, Vertex, []).

%% Adds a vertex with a label, or changes its label; gives the vertex.
%% > G = digraph:new(), digraph:add_vertex(G, v, label), digraph:vertex(G, v).
%% {v,label}
-spec add_vertex(graph(), vertex(), label()) -> vertex().
add_vertex(#digraph{vertices = Vertices}, Vertex, Label) ->
    ets:insert(Vertices, {Vertex, Label}),
    Vertex.

%% Removes a vertex and its edges; true also when it is not there.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph:del_vertex(G, v), digraph:vertices(G).
%% []
-spec del_vertex(graph(), vertex()) -> true.
del_vertex(#digraph{vertices = Vertices} = Graph, Vertex) ->
    del_edges(Graph, edges(Graph, Vertex)),
    ets:delete(Vertices, Vertex).

%% Removes vertices and their edges.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:del_vertices(G, [a, b]),
%%   {digraph:vertices(G), digraph:edges(G)}.
%% {[c],[]}
-spec del_vertices(graph(), [vertex()]) -> true.
del_vertices(Graph, Vertices) ->
    lists:foreach(fun(Vertex) -> del_vertex(Graph, Vertex) end, Vertices),
    true.

%% A vertex and its label, or false.
%% > digraph:vertex(digraph:new(), v).
%% false
-spec vertex(graph(), vertex()) -> {vertex(), label()} | false.
vertex(#digraph{vertices = Vertices}, Vertex) ->
    case ets:lookup(Vertices, Vertex) of
        [Found] -> Found;
        [] -> false
    end.

%% All vertices.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph:vertices(G).
%% [v]
-spec vertices(graph()) -> [vertex()].
vertices(#digraph{vertices = Vertices}) -> [Vertex || {Vertex, _} <- ets:tab2list(Vertices)].

%% The number of vertices.
%% > digraph:no_vertices(digraph:new()).
%% 0
-spec no_vertices(graph()) -> non_neg_integer().
no_vertices(#digraph{vertices = Vertices}) -> ets:info(Vertices, size).

%% The vertices that no edge leads to.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b), digraph:source_vertices(G).
%% [a]
-spec source_vertices(graph()) -> [vertex()].
source_vertices(Graph) ->
    lists:reverse([Vertex || Vertex <- vertices(Graph), in_degree(Graph, Vertex) =:= 0]).

%% The vertices that no edge leaves.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b), digraph:sink_vertices(G).
%% [b]
-spec sink_vertices(graph()) -> [vertex()].
sink_vertices(Graph) ->
    lists:reverse([Vertex || Vertex <- vertices(Graph), out_degree(Graph, Vertex) =:= 0]).

%%% Edges

%% Adds an edge with a name that it makes, `['$e' | N]`, and gives the name. `{error, {bad_vertex, V}}` when an end is
%% not there, `{error, {bad_edge, Path}}` when it closes a cycle in an acyclic graph.
%% > digraph:add_edge(digraph:new(), a, b).
%% {error,{bad_vertex,a}}
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:add_edge(G, a, c).
%% ['$e'|0]
-spec add_edge(graph(), vertex(), vertex()) -> edge() | add_edge_error().
add_edge(Graph, From, To) -> add_edge(Graph, From, To, []).

%% Adds an edge with a label and with a name that it makes; else as add_edge/3.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], E = digraph:add_edge(G, a, c, "2 km"),
%%   digraph:edge(G, E).
%% {['$e'|0],a,c,"2 km"}
-spec add_edge(graph(), vertex(), vertex(), label()) -> edge() | add_edge_error().
add_edge(Graph, From, To, Label) -> add_edge(Graph, named(Graph, '$eid', '$e'), From, To, Label).

%% Adds an edge with a name and a label, or changes the label; else as add_edge/3. `{error, {bad_edge, …}}` also when
%% the name belongs to an edge between other vertices.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, e, a, b, label),
%%   digraph:edge(G, e).
%% {e,a,b,label}
-spec add_edge(graph(), edge(), vertex(), vertex(), label()) -> edge() | add_edge_error().
add_edge(#digraph{edges = Edges} = Graph, Edge, From, To, Label) ->
    case [Vertex || Vertex <- [From, To], vertex(Graph, Vertex) =:= false] of
        [Missing | _] -> {error, {bad_vertex, Missing}};
        [] ->
            case ets:lookup(Edges, Edge) of
                [{Edge, From, To, _}] ->
                    ets:insert(Edges, {Edge, From, To, Label}),
                    Edge;
                [{Edge, _, _, _}] -> {error, {bad_edge, [From, To]}};
                [] -> add_new(Graph, Edge, From, To, Label)
            end
    end.

add_new(#digraph{cyclic = false}, _, Vertex, Vertex, _) -> {error, {bad_edge, [Vertex, Vertex]}};
add_new(#digraph{cyclic = false} = Graph, Edge, From, To, Label) ->
    case get_path(Graph, To, From) of
        false -> insert(Graph, Edge, From, To, Label);
        Path -> {error, {bad_edge, Path}}
    end;
add_new(Graph, Edge, From, To, Label) -> insert(Graph, Edge, From, To, Label).

insert(#digraph{edges = Edges, neighbours = Neighbours}, Edge, From, To, Label) ->
    ets:insert(Neighbours, [{{out, From}, Edge}, {{in, To}, Edge}]),
    ets:insert(Edges, {Edge, From, To, Label}),
    Edge.

%% Removes an edge; true also when it is not there.
%% > digraph:del_edge(digraph:new(), e).
%% true
-spec del_edge(graph(), edge()) -> true.
del_edge(Graph, Edge) -> del_edges(Graph, [Edge]).

%% Removes edges.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:del_edges(G, [{a, b}, {b, c}]),
%%   digraph:no_edges(G).
%% 0
-spec del_edges(graph(), [edge()]) -> true.
del_edges(#digraph{edges = Edges, neighbours = Neighbours}, Names) when is_list(Names) ->
    [remove(Edges, Neighbours, Found) || Name <- Names, Found <- ets:lookup(Edges, Name)],
    true.

remove(Edges, Neighbours, {Edge, From, To, _}) ->
    ets:delete_object(Neighbours, {{in, To}, Edge}),
    ets:delete_object(Neighbours, {{out, From}, Edge}),
    ets:delete(Edges, Edge).

%% `{Edge, From, To, Label}` of an edge, or false.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]],
%%   [digraph:edge(G, {a, b}), digraph:edge(G, {c, a})].
%% [{{a,b},a,b,[]},false]
-spec edge(graph(), edge()) -> {edge(), vertex(), vertex(), label()} | false.
edge(#digraph{edges = Edges}, Edge) ->
    case ets:lookup(Edges, Edge) of
        [Found] -> Found;
        [] -> false
    end.

%% All edges, in no order.
%% > digraph:edges(digraph:new()).
%% []
-spec edges(graph()) -> [edge()].
edges(#digraph{edges = Edges}) -> [element(1, Edge) || Edge <- ets:tab2list(Edges)].

%% The edges that lead to a vertex and those that leave it, in no order; one to itself twice.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], lists:sort(digraph:edges(G, b)).
%% [{a,b},{b,c}]
-spec edges(graph(), vertex()) -> [edge()].
edges(Graph, Vertex) -> in_edges(Graph, Vertex) ++ out_edges(Graph, Vertex).

%% The number of edges.
%% > digraph:no_edges(digraph:new()).
%% 0
-spec no_edges(graph()) -> non_neg_integer().
no_edges(#digraph{edges = Edges}) -> ets:info(Edges, size).

%% The edges that lead to a vertex, in no order.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:in_edges(G, b).
%% [{a,b}]
-spec in_edges(graph(), vertex()) -> [edge()].
in_edges(#digraph{neighbours = Neighbours}, Vertex) -> [Edge || {_, Edge} <- ets:lookup(Neighbours, {in, Vertex})].

%% The edges that leave a vertex, in no order.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:out_edges(G, b).
%% [{b,c}]
-spec out_edges(graph(), vertex()) -> [edge()].
out_edges(#digraph{neighbours = Neighbours}, Vertex) -> [Edge || {_, Edge} <- ets:lookup(Neighbours, {out, Vertex})].

%% The vertices from which an edge leads here; one edge, one vertex, the last added first.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b), digraph:in_neighbours(G, b).
%% [a]
-spec in_neighbours(graph(), vertex()) -> [vertex()].
in_neighbours(Graph, Vertex) -> lists:reverse([element(2, edge(Graph, Edge)) || Edge <- in_edges(Graph, Vertex)]).

%% The vertices to which an edge leads from here; the last added first.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b), digraph:out_neighbours(G, a).
%% [b]
-spec out_neighbours(graph(), vertex()) -> [vertex()].
out_neighbours(Graph, Vertex) -> lists:reverse([element(3, edge(Graph, Edge)) || Edge <- out_edges(Graph, Vertex)]).

%% How many edges lead to a vertex.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph:in_degree(G, v).
%% 0
-spec in_degree(graph(), vertex()) -> non_neg_integer().
in_degree(Graph, Vertex) -> length(in_edges(Graph, Vertex)).

%% How many edges leave a vertex.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph:add_edge(G, v, v), digraph:out_degree(G, v).
%% 1
-spec out_degree(graph(), vertex()) -> non_neg_integer().
out_degree(Graph, Vertex) -> length(out_edges(Graph, Vertex)).

%%% Paths

%% Removes edges until there is no path from one vertex to the other.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:del_path(G, a, c),
%%   digraph:get_path(G, a, c).
%% false
-spec del_path(graph(), vertex(), vertex()) -> true.
del_path(Graph, From, To) ->
    case get_path(Graph, From, To) of
        false -> true;
        Path ->
            del_steps(Graph, Path),
            del_path(Graph, From, To)
    end.

del_steps(Graph, [From, To | Path]) ->
    del_edges(Graph, [Edge || Edge <- out_edges(Graph, From), element(3, edge(Graph, Edge)) =:= To]),
    del_steps(Graph, [To | Path]);
del_steps(_, [_]) -> true.

%% A path of at least one edge as a list of its vertices, found by going deep first; false if there is none.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:add_edge(G, a, b),
%%   digraph:get_path(G, a, b).
%% [a,b]
-spec get_path(graph(), vertex(), vertex()) -> [vertex(), ...] | false.
get_path(Graph, From, To) ->
    case deep(out_neighbours(Graph, From), [From], To, [], Graph) of
        {found, Path} -> lists:reverse(Path);
        _ -> false
    end.

%% Tries the neighbours; what was tried in vain is not tried again.
deep([To | _], Path, To, _, _) -> {found, [To | Path]};
deep([Vertex | Vertices], Path, To, Tried, Graph) ->
    case lists:member(Vertex, Path) orelse lists:member(Vertex, Tried) of
        true -> deep(Vertices, Path, To, Tried, Graph);
        false ->
            case deep(out_neighbours(Graph, Vertex), [Vertex | Path], To, [Vertex | Tried], Graph) of
                {found, _} = Found -> Found;
                Tried1 -> deep(Vertices, Path, To, Tried1, Graph)
            end
    end;
deep([], _, _, Tried, _) -> Tried.

%% A cycle through a vertex: of more than one vertex if there is one, else the vertex alone, or false.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph:get_cycle(G, v).
%% false
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:add_edge(G, c, a),
%%   digraph:get_cycle(G, b).
%% [b,c,a,b]
-spec get_cycle(graph(), vertex()) -> [vertex(), ...] | false.
get_cycle(Graph, Vertex) ->
    Others = [Next || Next <- out_neighbours(Graph, Vertex), Next =/= Vertex],
    case deep(Others, [Vertex], Vertex, [], Graph) of
        {found, Path} -> lists:reverse(Path);
        _ ->
            case lists:member(Vertex, out_neighbours(Graph, Vertex)) of
                true -> [Vertex];
                false -> false
            end
    end.

%% A path with as few edges as possible, at least one; false if there is none.
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b]], digraph:get_short_path(G, a, b).
%% false
%% > G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c]],
%%   [digraph:add_edge(G, {V, W}, V, W, []) || {V, W} <- [{a, b}, {b, c}]], digraph:add_edge(G, a, c),
%%   digraph:get_short_path(G, a, c).
%% [a,c]
-spec get_short_path(graph(), vertex(), vertex()) -> [vertex(), ...] | false.
get_short_path(Graph, From, To) -> wide(queue:in({From, none}, queue:new()), To, #{}, Graph).

%% A cycle through a vertex with as few edges as possible, a loop being the shortest, or false.
%% > G = digraph:new(), digraph:add_vertex(G, v), digraph:add_edge(G, v, v), digraph:get_short_cycle(G, v).
%% [v,v]
-spec get_short_cycle(graph(), vertex()) -> [vertex(), ...] | false.
get_short_cycle(Graph, Vertex) -> get_short_path(Graph, Vertex, Vertex).

%% Goes on from the vertices in the order in which they were reached; From says from where each was.
wide(Queue, To, From, Graph) ->
    case queue:out(Queue) of
        {empty, _} -> false;
        {{value, {Vertex, _}}, Rest} ->
            Next = lists:reverse(out_neighbours(Graph, Vertex)),
            case lists:member(To, Next) of
                true -> back(Vertex, From, [To]);
                false ->
                    {Queue1, From1} = lists:foldl(fun(One, Reached) -> reach(One, Vertex, Reached) end,
                                                  {Rest, first(Vertex, From)}, Next),
                    wide(Queue1, To, From1, Graph)
            end
    end.

first(Vertex, From) when map_size(From) =:= 0 -> #{Vertex => start};
first(_, From) -> From.

reach(Vertex, Before, {Queue, From}) when not is_map_key(Vertex, From) ->
    {queue:in({Vertex, Before}, Queue), From#{Vertex => {from, Before}}};
reach(_, _, Reached) -> Reached.

back(Vertex, From, Path) ->
    case From of
        #{Vertex := {from, Before}} -> back(Before, From, [Vertex | Path]);
        #{} -> [Vertex | Path]
    end.
