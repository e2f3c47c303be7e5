#!/usr/bin/env escript
%% Compares vm/lib's erl_lint with OTP's own: escript compare_lint.escript [Count] [FILE ...]
%%
%% Our modules are compiled under other names, so that OTP can run both. What both find in the files (vm/lib's and this
%% folder's without names) is compared, with columns and without; then in Count (3000) modules spoilt at random: names and
%% variables exchanged, clauses, fields, attributes and expressions left out, doubled or taken from elsewhere. The texts
%% of all findings are compared, too.
-mode(compile).

-define(MODULES, [erl_lint, erlet_lint_state, erlet_lint_vars, erlet_lint_pattern, erlet_lint_expr, erlet_lint_call,
                  erlet_lint_format, erlet_lint_type, erlet_lint_text, otp_internal, erl_internal, erlet_parse_form]).

main([]) -> main(["3000"]);
main([Count]) ->
    Own = [filename:join(library(), "*.erl"), filename:join([library(), "..", "..", "tests", "*", "*", "*.erl"])],
    main([Count | lists:append([filelib:wildcard(Pattern) || Pattern <- Own])]);
main([Count | Files]) ->
    rand:seed(exsss, {1, 2, 3}),
    [load(Module, library()) || Module <- ?MODULES],
    Modules = [Forms || File <- Files, Location <- [1, {1, 1}], {ok, Forms} <- [forms(File, Location)]],
    Bad = length([Forms || Forms <- Modules, differs(Forms, [])]),
    Small = list_to_tuple([Forms || Forms <- Modules, length(Forms) < 60]),
    Spoilt = length([N || N <- lists:seq(1, list_to_integer(Count)),
                          differs(spoil(pick(Small), Small, rand:uniform(4)), options())]),
    io:format("~w modules, ~w differ; ~ts spoilt, ~w differ~n", [length(Modules), Bad, Count, Spoilt]),
    halt(min(Bad + Spoilt, 1)).

library() -> filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]).

forms(File, Location) ->
    epp:parse_file(File, [{location, Location}, {includes, [library(), filename:dirname(File)]}]).

load(Module, Library) ->
    {ok, Forms} = epp:parse_file(filename:join(Library, atom_to_list(Module) ++ ".erl"), []),
    {ok, Name, Binary} = compile:forms(rename(Forms), [nowarn_unused_type, report]),
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

options() ->
    [Option || Option <- [export_all, warn_export_vars, warn_unused_import, warn_missing_spec, warn_untyped_record, nowarn_shadow_vars,
                          nowarn_unused_vars, nowarn_bif_clash, warn_missing_spec_all, no_auto_import], rand:uniform(6) =:= 1].

%%% What a slip makes of a module

spoil(Forms, _, 0) -> Forms;
spoil(Forms, All, Times) ->
    Subtrees = list_to_tuple(subtrees(pick(All), [])),
    spoil(slip(rand:uniform(9), Forms, Subtrees), All, Times - 1).

slip(1, Forms, _) -> without(rand:uniform(length(Forms)), Forms);
slip(2, Forms, _) -> Forms ++ [lists:nth(rand:uniform(length(Forms)), Forms)];
slip(3, Forms, _) -> [Form || {_, Form} <- lists:sort([{rand:uniform(), Form} || Form <- Forms])];
slip(_, Forms, Subtrees) ->
    Mine = list_to_tuple(subtrees(Forms, [])),
    case tuple_size(Mine) of
        0 -> Forms;
        Size ->
            Place = rand:uniform(Size),
            Old = element(Place, Mine),
            {New, _} = replace(Forms, Old, change(Old, rand:uniform(6), Mine, Subtrees), first),
            New
    end.

without(N, List) ->
    {A, [_ | B]} = lists:split(N - 1, List),
    A ++ B.

change({var, Anno, _}, N, Mine, _) when N < 5 -> {var, Anno, pick(list_to_tuple(['_' | [V || {var, _, V} <- tuple_to_list(Mine)]]))};
change({atom, Anno, _}, N, Mine, _) when N < 5 -> {atom, Anno, pick(list_to_tuple([ok | [A || {atom, _, A} <- tuple_to_list(Mine)]]))};
change({user_type, Anno, Name, Args}, N, _, _) when N < 4 -> {user_type, Anno, Name, [{var, Anno, 'T'} | Args]};
change({type, Anno, 'fun', [{type, Anno1, product, [_ | Args]}, R]}, N, _, _) when N < 4 ->
    {type, Anno, 'fun', [{type, Anno1, product, Args}, R]};
change({bin_element, Anno, Value, _, Types}, N, _, _) ->
    {bin_element, Anno, Value, lists:nth(N, [default, {integer, Anno, 3}, {var, Anno, 'A'}, {atom, Anno, all}, {nil, Anno}, {float, Anno, 1.0}]),
     pick({Types, default, [float], [utf8], [binary], [{unit, 3}], [big, little], [nonsense], [signed, integer]})};
change(Old, N, Mine, _) when N < 4 -> alike(Old, Mine);
change(Old, _, _, Others) -> alike(Old, Others).

%% Another tree that may stand in the same place.
alike(Old, Trees) ->
    Kind = kind(Old),
    case [Tree || Tree <- tuple_to_list(Trees), kind(Tree) =:= Kind] of
        [] -> Old;
        Same -> pick(list_to_tuple(Same))
    end.

kind(Tree) ->
    case element(1, Tree) of
        Kind when Kind =:= type; Kind =:= user_type; Kind =:= remote_type -> type;
        Kind when Kind =:= clause; Kind =:= bin_element; Kind =:= record_field, tuple_size(Tree) < 5 -> {Kind, tuple_size(Tree), shape(Tree)};
        _ -> expr
    end.

shape({clause, _, Patterns, _, _}) -> length(Patterns);
shape(_) -> none.

subtrees({attribute, _, Name, _}, Trees) when Name =/= record, Name =/= spec, Name =/= type -> Trees;
subtrees({function, _, _, _, Clauses}, Trees) -> subtrees(Clauses, Trees);
subtrees({attribute, _, _, Value}, Trees) -> subtrees(Value, Trees);
subtrees(Tree, Trees) when is_tuple(Tree), tuple_size(Tree) > 1, is_atom(element(1, Tree)) ->
    Inner = lists:foldl(fun subtrees/2, Trees, tl(tl(tuple_to_list(Tree)))),
    Replaceable = lists:member(element(1, Tree), [var, atom, integer, string, cons, tuple, map, bin, bin_element, call, op, match,
                                                 'case', 'fun', lc, bc, 'try', 'receive', 'if', block, 'catch', record, record_index, clause,
                                                 type, user_type, remote_type, named_fun]),
    case Replaceable of
        true -> [Tree | Inner];
        false when element(1, Tree) =:= record_field, tuple_size(Tree) =:= 5 -> [Tree | Inner];
        false -> Inner
    end;
subtrees(Tuple, Trees) when is_tuple(Tuple) -> lists:foldl(fun subtrees/2, Trees, tuple_to_list(Tuple));
subtrees([Head | Tail], Trees) -> subtrees(Tail, subtrees(Head, Trees));
subtrees(_, Trees) -> Trees.

replace(Old, Old, New, first) -> {New, done};
replace(Tuple, Old, New, first) when is_tuple(Tuple) ->
    {List, Done} = replace(tuple_to_list(Tuple), Old, New, first),
    {list_to_tuple(List), Done};
replace([Head | Tail], Old, New, first) ->
    {Head1, Done} = replace(Head, Old, New, first),
    {Tail1, Done1} = replace(Tail, Old, New, Done),
    {[Head1 | Tail1], Done1};
replace(Other, _, _, Done) -> {Other, Done}.

pick(Tuple) -> element(rand:uniform(tuple_size(Tuple)), Tuple).

%%% Comparing

differs(Forms, Options) ->
    {Expected, Got} = {found(erl_lint, Forms, Options), found(erlet_x_erl_lint, Forms, Options)},
    case Expected =:= Got of
        true -> false;
        %% OTP's fails on a few of the trees that the spoiling makes.
        false when element(1, Expected) =:= crash -> false;
        false ->
            io:format("~ts ~0p~n  OTP:   ~0tp~n  Erlet: ~0tp~n", [name(Forms), Options, only(Expected, Got), only(Got, Expected)]),
            true
    end.

name(Forms) -> hd([io_lib:format("~w", [Name]) || {attribute, _, module, Name} <- Forms] ++ ["-"]).

only(A, B) when is_list(A), is_list(B) ->
    case {A -- B, B -- A} of
        {[], []} -> {order, A};
        {Only, _} -> Only
    end;
only(A, _) -> A.

found(Module, Forms, Options) ->
    try Module:module(Forms, "file", Options) of
        {ok, Warnings} -> texts(Module, warning, Warnings);
        {error, Errors, Warnings} -> texts(Module, error, Errors) ++ texts(Module, warning, Warnings)
    catch
        _:Reason:Stack -> {crash, Reason, lists:sublist(Stack, 3)}
    end.

texts(Module, Severity, Findings) ->
    [{Severity, File, Location, Description, text(Module, Owner, Description)}
     || {File, List} <- Findings, {Location, Owner, Description} <- List].

text(Module, Module, Description) ->
    try unicode:characters_to_list(Module:format_error(Description)) catch _:Reason -> Reason end;
text(_, _, _) -> none.
