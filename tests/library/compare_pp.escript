#!/usr/bin/env escript
%% Compares vm/lib's erl_pp with OTP's own: escript compare_pp.escript [Count] [FILE ...]
%%
%% Our modules are compiled under other names, so that OTP can run both. Every form of the files (vm/lib's without
%% names) is printed by both, whole and with narrow lines; then Count (3000) expressions and guards, put together at random
%% from the files' own.
-mode(compile).

-define(MODULES, [erl_pp, erlet_pp_type, erlet_layout]).

main([]) -> main(["3000"]);
main([Count]) ->
    Library = library(),
    main([Count | filelib:wildcard(filename:join(Library, "*.erl"))]);
main([Count | Files]) ->
    rand:seed(exsss, {1, 2, 3}),
    [load(Module, library()) || Module <- ?MODULES],
    Forms = lists:append([forms(File) || File <- Files]),
    Bad = length([Form || Form <- Forms, Options <- [[], [{linewidth, 40}], [{linewidth, 100}, {indent, 2}]],
                          differs(form, [Form, Options])]),
    Parts = list_to_tuple(lists:foldl(fun parts/2, [], [Form || {function, _, _, _, _} = Form <- Forms])),
    Random = length([N || N <- lists:seq(1, list_to_integer(Count)),
                          differs(expr, [random_expr(rand:uniform(4), Parts), rand:uniform(40),
                                         rand:uniform(9) * 100, [{encoding, pick({latin1, utf8})}]])]),
    io:format("~w forms, ~w differ; ~ts expressions, ~w differ~n", [length(Forms), Bad, Count, Random]),
    halt(min(Bad + Random, 1)).

library() -> filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]).

load(Module, Library) ->
    {ok, Forms} = epp:parse_file(filename:join(Library, atom_to_list(Module) ++ ".erl"), []),
    {ok, Name, Binary} = compile:forms(rename(Forms), [nowarn_unused_type]),
    {module, Name} = code:load_binary(Name, "erlet", Binary).

rename({attribute, _, file, _} = Form) -> Form;
rename(Name) when is_atom(Name) ->
    case lists:member(Name, ?MODULES) of
        true -> list_to_atom("erlet_x_" ++ atom_to_list(Name));
        false -> Name
    end;
rename(Tuple) when is_tuple(Tuple) -> list_to_tuple(rename(tuple_to_list(Tuple)));
rename([Head | Tail]) -> [rename(Head) | rename(Tail)];
rename(Other) -> Other.

forms(File) ->
    case epp:parse_file(File, [{includes, [filename:dirname(File), filename:join(filename:dirname(File), "../include")]}]) of
        {ok, Forms} -> [Form || Form <- Forms, element(1, Form) =:= attribute orelse element(1, Form) =:= function];
        _ -> []
    end.

%% Expressions inside a tree.
parts(Tuple, Parts) when is_tuple(Tuple), tuple_size(Tuple) > 1, is_atom(element(1, Tuple)) ->
    More = lists:foldl(fun parts/2, Parts, tuple_to_list(Tuple)),
    case lists:member(element(1, Tuple), [op, call, match, 'case', cons, tuple, 'fun', lc, bin, record, map, string]) andalso
         erts_debug:flat_size(Tuple) < 400 of
        true -> [Tuple | More];
        false -> More
    end;
parts([Head | Tail], Parts) -> parts(Tail, parts(Head, Parts));
parts(_, Parts) -> Parts.

random_expr(0, Parts) -> pick(Parts);
random_expr(Depth, Parts) ->
    Inner = fun() -> random_expr(rand:uniform(Depth) - 1, Parts) end,
    case rand:uniform(14) of
        1 -> {op, 1, pick({'+', '*', '++', '==', '!', 'andalso', 'or', 'bsl', '--'}), Inner(), Inner()};
        2 -> {op, 1, pick({'-', 'not', 'bnot', '+'}), Inner()};
        3 -> {match, 1, Inner(), Inner()};
        4 -> {tuple, 1, [Inner() || _ <- lists:seq(1, rand:uniform(5))]};
        5 -> {cons, 1, Inner(), {cons, 1, Inner(), Inner()}};
        6 -> {call, 1, named(), [Inner() || _ <- lists:seq(1, rand:uniform(3))]};
        7 -> {'catch', 1, Inner()};
        8 -> {map, 1, named(), [{map_field_assoc, 1, Inner(), Inner()}, {map_field_exact, 1, Inner(), Inner()}]};
        9 -> {record, 1, named(), r, [{record_field, 1, {atom, 1, a}, Inner()}]};
        10 -> {'case', 1, Inner(), [{clause, 1, [Inner()], guard(Inner), [Inner()]}]};
        11 -> {'try', 1, [Inner()], [], [], [Inner()]};
        12 -> {'receive', 1, [], Inner(), [Inner()]};
        13 -> {lc, 1, Inner(), [{generate, 1, Inner(), Inner()}]};
        14 -> {bin, 1, [{bin_element, 1, Inner(), named(), default}, {bin_element, 1, Inner(), default, [binary]}]}
    end.

%% What stands before a bracket is short: OTP has peculiar columns after what has several lines.
named() -> pick({{var, 1, 'X'}, {atom, 1, name}, {remote, 1, {atom, 1, lists}, {atom, 1, name}}}).

guard(Inner) -> [[Inner() || _ <- lists:seq(1, rand:uniform(3))] || _ <- lists:seq(1, rand:uniform(3) - 1)].

pick(Tuple) -> element(rand:uniform(tuple_size(Tuple)), Tuple).

differs(Function, Args) ->
    {Expected, Got} = {text(erl_pp, Function, Args), text(erlet_x_erl_pp, Function, Args)},
    case Expected =:= Got of
        true -> false;
        false ->
            io:format("~ts ~0tP~n--- OTP~n~ts~n--- Erlet~n~ts~n",
                      [Function, tl(Args), 20, shown(Expected), shown(Got)]),
            true
    end.

shown(Text) -> try io_lib:format("~ts", [Text]) catch error:_ -> io_lib:format("~tP", [Text, 40]) end.

text(Module, Function, Args) ->
    try lists:flatten(apply(Module, Function, Args))
    catch
        Class:Reason:Stack -> {Class, Reason, hd(Stack)}
    end.
