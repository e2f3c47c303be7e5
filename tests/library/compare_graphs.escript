#!/usr/bin/env escript
%% Compares vm/lib's digraph, digraph_utils and random with OTP's under plain OTP: random graphs, each question asked of both.
%% Both keep vertices in ets, whose order is then the same: lists are compared as they are.
-mode(compile).

main(_) ->
    Lib = filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]),
    [load(Lib, Module) || Module <- [digraph, digraph_utils, random]],
    rand:seed(exsss, 6),
    Bad = lists:sum([graph(rand:uniform(4), rand:uniform(40)) || _ <- lists:seq(1, 2000)])
        + length([Seed || Seed <- seeds(), numbers(random, Seed) =/= numbers(erlet_random, Seed)]),
    io:format("~b differ~n", [Bad]),
    halt(min(1, Bad)).

%% Ours under another name; its calls of the other modules compared go to ours, too.
load(Lib, Module) ->
    {ok, Forms} = epp:parse_file(filename:join(Lib, atom_to_list(Module) ++ ".erl"), []),
    Name = own(Module),
    Renamed = [case Form of {attribute, A, module, _} -> {attribute, A, module, Name}; _ -> calls(Form) end || Form <- Forms],
    {ok, Name, Beam} = compile:forms(Renamed, [report]),
    {module, Name} = code:load_binary(Name, atom_to_list(Module), Beam).

own(Module) -> list_to_atom("erlet_" ++ atom_to_list(Module)).

calls({remote, A, {atom, B, digraph}, Name}) -> {remote, A, {atom, B, erlet_digraph}, Name};
calls({function, {atom, B, digraph}, Name, Arity}) -> {function, {atom, B, erlet_digraph}, Name, Arity};
calls(Tuple) when is_tuple(Tuple) -> list_to_tuple(calls(tuple_to_list(Tuple)));
calls([Head | Tail]) -> [calls(Head) | calls(Tail)];
calls(Other) -> Other.

seeds() -> [{1, 2, 3}, {0, 0, 0}, {-5, 1 bsl 70, 30268}, a, {a, b, c}].

numbers(Module, Seed) ->
    erase(random_seed),
    [call(Module, seed, [Seed])] ++ [call(Module, uniform, Args) || _ <- lists:seq(1, 50), Args <- [[], [1], [1000], [0]]]
        ++ [call(Module, uniform_s, [7, {1, 2, 3}]), call(Module, seed, []), call(Module, seed0, [])].

graph(Type, Steps) ->
    Options = element(Type, {[], [acyclic], [cyclic, private], [protected]}),
    Vertices = rand:uniform(9),
    Both = {digraph:new(Options), erlet_digraph:new(Options)},
    Bad = length([Call || _ <- lists:seq(1, Steps), Call <- [change(rand:uniform(12), Vertices)], differs(digraph, Call, Both)])
        + length([Call || Call <- questions(Vertices), differs(digraph, Call, Both)])
        + length([Call || Call <- utils(Vertices), differs(digraph_utils, Call, Both)]),
    digraph:delete(element(1, Both)),
    erlet_digraph:delete(element(2, Both)),
    Bad.

change(N, Vertices) when N =< 3 -> {add_vertex, element(rand:uniform(3), {[vertex(Vertices)], [vertex(Vertices), label], []})};
change(N, Vertices) when N =< 9 -> {add_edge, element(rand:uniform(3), {ends(Vertices), ends(Vertices) ++ [label], [edge() | ends(Vertices)] ++ [N]})};
change(10, Vertices) -> {del_vertex, [vertex(Vertices)]};
change(11, _) -> {del_edge, [edge()]};
change(12, Vertices) -> element(rand:uniform(4), {{del_vertices, [ends(Vertices)]}, {del_edges, [[edge(), edge()]]},
                                                  {del_path, ends(Vertices)}, {vertices, []}}).

vertex(Vertices) -> rand:uniform(Vertices).
ends(Vertices) -> [vertex(Vertices), vertex(Vertices)].
edge() -> element(rand:uniform(2), {['$e' | rand:uniform(9) - 1], {e, rand:uniform(5)}}).

questions(Vertices) ->
    [{Name, []} || Name <- [vertices, no_vertices, source_vertices, sink_vertices, edges, no_edges]]
        ++ [{Name, [V]} || V <- [1, 2, 3, none], Name <- [vertex, edges, in_edges, out_edges, in_neighbours, out_neighbours, in_degree,
                                                          out_degree, get_cycle, get_short_cycle]]
        ++ [{edge, [edge()]}, {info, []}]
        ++ [{Name, ends(Vertices)} || _ <- [1, 2, 3], Name <- [get_path, get_short_path]].

utils(Vertices) ->
    [{Name, []} || Name <- [components, strong_components, cyclic_strong_components, topsort, is_acyclic, arborescence_root, is_arborescence,
                            is_tree, loop_vertices, preorder, postorder, condensation]]
        ++ [{Name, [first, ends(Vertices)]} || Name <- [reachable, reachable_neighbours, reaching, reaching_neighbours]]
        ++ [{subgraph, [[1, 2, 3, 17]]}, {subgraph, [ends(Vertices), [{keep_labels, false}]]}, {subgraph, [x]},
            {subgraph, [[1, 2], [{type, [acyclic]}]]}, {subgraph, [[1, 2], [{type, inherit}, other]]}, {subgraph, [[3, 4], [{type, [x]}]]}].

differs(Module, {Name, Args}, {Theirs, Ours}) ->
    A = unnamed(Name, seen(digraph, call(Module, Name, arguments(Args, Theirs)))),
    B = unnamed(Name, seen(erlet_digraph, call(own(Module), Name, arguments(Args, Ours)))),
    A =/= B andalso begin io:format("~p ~0p~n  ~0p~n  ~0p~n  of ~0p~n", [Name, Args, A, B, seen(digraph, {ok, Theirs})]), true end.

arguments([first, Vertices], Graph) -> [Vertices, Graph];
arguments(Args, Graph) -> [Graph | Args].

%% Which edge of a condensation was made first is nobody's business.
unnamed(condensation, {Vertices, Edges, Info}) -> {Vertices, lists:sort([{From, To} || {_, From, To, _} <- Edges]), Info};
unnamed(_, Seen) -> Seen.

%% A graph as what it holds.
seen(Module, {ok, Graph}) when element(1, Graph) =:= digraph ->
    {[Module:vertex(Graph, V) || V <- Module:vertices(Graph)], [Module:edge(Graph, E) || E <- Module:edges(Graph)],
     [Info || {Key, _} = Info <- Module:info(Graph), Key =/= memory]};
seen(_, {ok, [{cyclicity, _} = A, {memory, _}, B]}) -> [A, B];
seen(_, Other) -> Other.

call(Module, Name, Args) ->
    try {ok, apply(Module, Name, Args)} catch Class:Reason -> {error, Class, Reason} end.
