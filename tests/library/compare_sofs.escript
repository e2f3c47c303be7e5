#!/usr/bin/env escript
%% Compares vm/lib/sofs.erl with OTP's sofs under plain OTP: random sets, relations and families, every function of both.
-mode(compile).

main(_) ->
    Lib = filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]),
    [load(Lib, Module, Name) || {Module, Name} <- [{erlet_sofs, erlet_sofs}, {sofs, erlet_x_sofs}]],
    rand:seed(exsss, 6),
    Bad = length([Call || _ <- lists:seq(1, 400), Call <- calls(), differs(Call)]),
    io:format("~b differ~n", [Bad]),
    halt(min(1, Bad)).

load(Lib, Module, Name) ->
    {ok, Forms} = epp:parse_file(filename:join(Lib, atom_to_list(Module) ++ ".erl"), []),
    Renamed = [case Form of {attribute, A, module, _} -> {attribute, A, module, Name}; _ -> Form end || Form <- Forms],
    {ok, Name, Beam} = compile:forms(Renamed, [report]),
    {module, Name} = code:load_binary(Name, atom_to_list(Module), Beam).

calls() ->
    [A, B] = [sofs:from_term(list(fun atom/0)) || _ <- [1, 2]],
    [R, S] = [sofs:relation(list(fun pair/0)) || _ <- [1, 2]],
    [F, G] = [sofs:relation_to_family(sofs:relation(list(fun pair/0))) || _ <- [1, 2]],
    Sets = sofs:from_term(list(fun() -> list(fun atom/0) end)),
    Families = sofs:relation_to_family(sofs:from_term(list(fun() -> {atom(), list(fun atom/0)} end))),
    Graphs = sofs:relation_to_family(sofs:from_term(list(fun() -> {atom(), pair()} end))),
    All = [A, R, F, Sets, Families, Graphs, sofs:empty_set(), sofs:from_term({a, [b]}), sofs:from_term(x), sofs:from_term([])],
    Random = lists:nth(rand:uniform(length(All)), All),
    [{from_term, [term(3)]}, {from_term, [term(3), [atom]]}, {from_term, [term(3), type()]}, {is_type, [type()]}]
        ++ [{Name, [list(fun pair/0)]} || Name <- [set, relation, a_function, family]]
        ++ [{Name, [term(2), type()]} || Name <- [set, relation, a_function, family]]
        ++ [{relation, [list(fun pair/0), 2]}, {relation, [[], 3]}, {from_sets, [[A, B]]}, {from_sets, [[A, R]]}, {from_sets, [{A, R}]}]
        ++ [{Name, [Set]} || Set <- All, Name <- one()]
        ++ [{Name, [X, Y]} || {X, Y} <- [{A, B}, {R, S}, {R, A}, {F, G}, {F, A}, {Random, A}, {R, Random}], Name <- two()]
        ++ [{Name, [Fun, Set]} || Set <- [A, R, Sets, Random], Fun <- functions(),
                                  Name <- [projection, substitution, partition, partition_family, family_projection]]
        ++ [{family_projection, [Fun, Set]} || Set <- [F, Families, Graphs], Fun <- functions()]
        ++ [{Name, [Fun, Set, With]} || Name <- [partition, restriction, drestriction], Fun <- functions(), Set <- [A, R, Sets], With <- [A, R]]
        ++ [{Name, [Fun, Set]} || Name <- [specification, family_specification], Set <- [A, Sets, F],
                                  Fun <- [fun sofs:is_set/1, {external, fun is_atom/1}, fun(_) -> x end, fun(X) -> X =:= A end]]
        ++ [{product, [{A, B, R}]}, {relative_product, [{R, S}]}, {relative_product, [[R, S, R]]}, {relative_product, [{R, S}, S]},
            {multiple_relative_product, [{R, S}, S]}, {join, [R, 1, S, 2]}, {join, [R, 2, S, 1]}, {join, [R, 3, S, 1]},
            {join, [R, 1, A, 1]}, {extension, [R, A, sofs:from_term(z)]}, {constant_function, [A, R]}, {constant_function, [A, x]}].

one() ->
    [canonical_relation, converse, domain, fam2rel, family_domain, family_field, family_intersection, family_range, family_to_relation,
     family_union, field, intersection, intersection_of_family, inverse, is_a_function, is_empty_set, is_set, is_sofs_set, no_elements,
     partition, range, rel2fam, relation_to_family, strict_relation, to_external, to_sets, type, union, union_of_family, weak_relation].

two() ->
    [composite, difference, drestriction, family_difference, family_intersection, family_union, image, intersection, inverse_image,
     is_disjoint, is_equal, is_subset, product, relative_product, relative_product1, restriction, symdiff, symmetric_partition, union].

functions() ->
    [1, 2, 3, fun(X) -> X end, fun sofs:union/1, fun sofs:no_elements/1, fun(X) -> sofs:from_sets([X]) end,
     {external, fun(X) -> {X, X} end}, {external, fun(X) -> [X] end}].

list(Fun) -> [Fun() || _ <- lists:seq(1, rand:uniform(6) - 1)].
atom() -> element(rand:uniform(6), {a, b, c, 1, d, <<"x">>}).
pair() -> {element(rand:uniform(5), {a, b, c, d, e}), element(rand:uniform(5), {a, b, c, 2, e})}.

term(0) -> atom();
term(Depth) ->
    case rand:uniform(3) of
        1 -> atom();
        2 -> list(fun() -> term(Depth - 1) end);
        3 -> list_to_tuple(list(fun() -> term(Depth - 1) end))
    end.

type() ->
    element(rand:uniform(9), {atom, [atom], [{atom, atom}], [{atom, [atom]}], '_', ['_'], {atom, [x]}, [[atom]], [{x, [{y, z}]}]}).

differs({Name, Args}) ->
    Theirs = call(sofs, Name, Args),
    Ours = call(erlet_x_sofs, Name, Args),
    Theirs =/= Ours andalso begin io:format("~p ~0p~n  ~0p~n  ~0p~n", [Name, Args, Theirs, Ours]), true end.

call(Module, Name, Args) ->
    try {ok, apply(Module, Name, Args)} catch Class:Reason -> {error, Class, Reason} end.
