%%% The checks of the compiler for programs that have forms: what is wrong in them, described as OTP's linter does it.
%%%
%%% The front end of the compiler finds; what it says is turned into OTP's descriptions here. What OTP's linter does not
%%% look for is left out.
-module(erl_lint).

-export([module/1, module/2, module/3, exprs/2, exprs_opt/3, format_error/1]).
-export([is_guard_test/1, is_guard_test/2, is_guard_test/3, is_guard_expr/1, is_pattern_expr/1]).

-export_type([error_info/0, error_description/0]).

-type error_description() :: term().
-type error_info() :: {erl_anno:location() | none, module(), error_description()}.
-type findings() :: [{file:filename(), [error_info()]}].
-type result() :: {ok, Warnings :: findings()} | {error, Errors :: findings(), Warnings :: findings()}.

%% Checks the forms of a module.
%% > erl_lint:module([{attribute, 1, module, m}, {function, 2, f, 0, [{clause, 2, [], [], [{atom, 2, ok}]}]}]).
%% {ok,[{"nofile",[{2,erl_lint,{unused_function,{f,0}}}]}]}
-spec module([erl_parse:abstract_form()]) -> result().
module(Forms) -> module(Forms, "nofile").

%% The same; the file is the one that the forms come from while they do not say.
-spec module([erl_parse:abstract_form()], file:filename()) -> result().
module(Forms, File) -> module(Forms, File, []).

%% The same with options of the compiler.
-spec module([erl_parse:abstract_form()], file:filename(), [compile:option()]) -> result().
module(Forms, File, Options) ->
    Result = compile:forms(Forms, [return, {source, File} | Options -- [report, report_errors, report_warnings]]),
    case Result of
        {error, Errors, Warnings} ->
            case described(Errors, Forms, File) of
                [] -> {ok, described(Warnings, Forms, File)};
                Described -> {error, Described, described(Warnings, Forms, File)}
            end;
        _ -> {ok, described(lists:last(tuple_to_list(Result)), Forms, File)}
    end.

%% Checks expressions whose variables may have been bound before.
-spec exprs([erl_parse:abstract_expr()], [{atom(), term()}]) -> result().
exprs(Exprs, Bindings) -> exprs_opt(Exprs, Bindings, []).

%% The same with options of the compiler.
-spec exprs_opt([erl_parse:abstract_expr()], [{atom(), term()}], [compile:option()]) -> result().
exprs_opt(Exprs, Bindings, Options) ->
    Names = [Name || {Name, _} <- Bindings],
    Clause = {clause, 0, [{var, 0, Name} || Name <- Names], [], Exprs},
    Forms = [{attribute, 0, module, '-'}, {attribute, 0, export, [{'-', length(Names)}]},
             {function, 0, '-', length(Names), [Clause]}],
    case module(Forms, "nofile", Options) of
        {error, Errors, Warnings} -> {error, Errors, used(Warnings)};
        {ok, Warnings} -> {ok, used(Warnings)}
    end.

%% Names in expressions need not be used: they may be later.
used(Findings) ->
    [{File, Rest} || {File, List} <- Findings,
                     Rest <- [[Found || {_, _, Description} = Found <- List, not is_unused(Description)]],
                     Rest =/= []].

is_unused({unused_var, _}) -> true;
is_unused(_) -> false.

%%% What the front end says

described(Findings, Forms, Default) ->
    [{case File of [] -> Default; _ -> File end, List}
     || {File, Found} <- Findings, List <- [ordered(lists:append([finding(One, Forms) || One <- Found]))], List =/= []].

%% What is known at the module's end only comes last.
ordered(Findings) ->
    {Late, Early} = lists:partition(fun({_, _, Description}) ->
        is_tuple(Description) andalso element(1, Description) =:= undefined_function
    end, Findings),
    Early ++ Late.

finding({Location, compile, {erlet, Code, Title}}, Forms) ->
    [{Location, ?MODULE, Description} || Description <- description(Code, Title, {Location, Forms})];
finding(Other, _) -> [Other].

%% OTP's description, none if OTP's linter does not know such a finding.
description('unbound-variable', Title, _) -> named(Title, "variable (.*) is unbound", unbound_var);
description('unused-variable', Title, _) -> named(Title, "variable (.*) is unused", unused_var);
description('undefined-function', Title, _) -> function(Title, undefined_function);
description('unused-function', Title, _) -> function(Title, unused_function);
description('duplicated-export', Title, _) -> function(Title, duplicated_export);
description('undefined-spec', Title, _) -> function(Title, spec_fun_undefined);
description('redefined-spec', Title, _) -> function(Title, redefine_spec);
description('redefined-function', Title, _) -> function(Title, redefine_function);
description('bif-clash', Title, _) -> function(Title, call_to_redefined_bif);
description('redefined-import', Title, _) -> function(Title, redefine_import);
description('undefined-record', Title, _) -> named(Title, "record (.*) undefined", undefined_record);
description('redefined-record', Title, _) -> named(Title, "record (.*) already", redefine_record);
description('unused-record', Title, _) -> named(Title, "record (.*) is unused", unused_record);
description('undefined-field', Title, _) ->
    [{undefined_field, Record, Field} || [Field, Record] <- words(Title, "field (.*) undefined in record (.*)")];
description('redefined-field', Title, _) ->
    [{redefine_field, Record, Field} || [Field, Record] <- words(Title, "field (.*) already defined in record (.*)")];
description('unsafe-variable', Title, Where) ->
    [{unsafe_var, Name, {What, origin(What, Name, Where)}}
     || [Name, What] <- words(Title, "variable (.*) unsafe in `(.*)`")];
description('exported-variable', Title, Where) ->
    [{exported_var, Name, {What, origin(What, Name, Where)}}
     || [Name, What] <- words(Title, "variable (.*) exported from `(.*)`")];
description('shadowed-variable', Title, _) ->
    [{shadowed_var, Name, case What of generator -> generate; _ -> What end} || [Name, What] <- words(Title, "variable (.*) shadowed in (.*)")];
description('undefined-callback', Title, _) ->
    [{undefined_behaviour_func, {Name, Arity}, Behaviour}
     || [Name, Arity, Behaviour] <- words(Title, "callback function (.*)/(.*) \\(behaviour `(.*)`\\)")];
description('undefined-behaviour', Title, _) -> named(Title, "behaviour (.*) undefined", undefined_behaviour);
description('undefined-type', Title, _) ->
    [{undefined_type, {Name, Arity}} || [Name, Arity] <- words(Title, "type (.*)/(.*) undefined")];
description('export-all', _, _) -> [export_all];
description('illegal-pattern', _, _) -> [illegal_pattern];
description('illegal-guard', _, _) -> [illegal_guard_expr];
description('illegal-bitsize', _, _) -> [illegal_bitsize];
description('illegal-map-construction', _, _) -> [illegal_map_construction];
description('illegal-record-info', _, _) -> [illegal_record_info];
description('unsized-not-at-end', _, _) -> [unsized_binary_not_at_end];
description('bad-format', Title, _) -> [{format_error, {Title, []}}];
description('deprecated-function', Title, _) ->
    [{deprecated, {Module, Name, Arity}, "it may be gone in a later release"}
     || [Module, Name, Arity] <- words(Title, "(.*):(.*)/(.*) is deprecated")];
description(Code, Title, _) ->
    Others = [nomatch, 'nomatch-clause', 'nomatch-guard', 'undefined-remote', 'unused-term', 'invalid-call'],
    case lists:member(Code, Others) of
        true -> [];
        false -> [{erlet, Code, Title}]
    end.

named(Title, Pattern, Kind) -> [{Kind, Name} || [Name] <- words(Title, Pattern)].

function(Title, Kind) -> [{Kind, {Name, Arity}} || [Name, Arity] <- words(Title, "([^ ]+|'.*')/([0-9]+)")].

%% The names and numbers that a pattern finds.
words(Title, Pattern) ->
    case re:run(Title, Pattern, [unicode, {capture, all_but_first, list}]) of
        {match, Words} -> [[word(Word) || Word <- Words]];
        nomatch -> []
    end.

word(Word) ->
    case erl_scan:string(Word) of
        {ok, [{integer, _, Value}], _} -> Value;
        {ok, [{atom, _, Name}], _} -> Name;
        _ -> list_to_atom(Word)
    end.

%% Where the last expression of a kind stands that has the variable in it and begins before a place.
origin(What, Name, {Place, Forms}) ->
    Found = lists:filter(fun(Location) -> Location =< Place end, origins(Forms, What, Name, [])),
    lists:last([Place | lists:sort(Found)]).

origins(Tree, Kind, Name, Found) when is_tuple(Tree), tuple_size(Tree) > 1, element(1, Tree) =:= Kind ->
    case mentions(Tree, Name) of
        true -> origins(tl(tuple_to_list(Tree)), Kind, Name, [erl_anno:location(element(2, Tree)) | Found]);
        false -> Found
    end;
origins(Tree, Kind, Name, Found) when is_tuple(Tree) -> origins(tuple_to_list(Tree), Kind, Name, Found);
origins([Head | Tail], Kind, Name, Found) -> origins(Tail, Kind, Name, origins(Head, Kind, Name, Found));
origins(_, _, _, Found) -> Found.

mentions({var, _, Name}, Name) -> true;
mentions(Tree, Name) when is_tuple(Tree) -> mentions(tuple_to_list(Tree), Name);
mentions([Head | Tail], Name) -> mentions(Head, Name) orelse mentions(Tail, Name);
mentions(_, _) -> false.

%%% In English

%% What a description says.
%% > lists:flatten(erl_lint:format_error({unbound_var, 'X'})).
%% "variable 'X' is unbound"
-spec format_error(error_description()) -> io_lib:chars().
format_error({unbound_var, Name}) -> io_lib:format("variable ~w is unbound", [Name]);
format_error({unused_var, Name}) -> io_lib:format("variable ~w is unused", [Name]);
format_error({unsafe_var, Name, {What, Where}}) ->
    io_lib:format("variable ~w unsafe in ~w ~s", [Name, What, place(Where)]);
format_error({exported_var, Name, {What, Where}}) ->
    io_lib:format("variable ~w exported from ~w ~s", [Name, What, place(Where)]);
format_error({shadowed_var, Name, What}) -> io_lib:format("variable ~w shadowed in ~w", [Name, What]);
format_error({undefined_function, Function}) -> with_function("function ~ts undefined", Function);
format_error({unused_function, Function}) -> with_function("function ~ts is unused", Function);
format_error({duplicated_export, Function}) -> with_function("function ~ts already exported", Function);
format_error({redefine_function, Function}) -> with_function("function ~ts already defined", Function);
format_error({undefined_on_load, Function}) -> with_function("function ~ts undefined", Function);
format_error({spec_fun_undefined, Function}) -> with_function("spec for undefined function ~ts", Function);
format_error({redefine_spec, Function}) -> with_function("spec for ~ts already defined", Function);
format_error({undefined_record, Name}) -> io_lib:format("record ~tw undefined", [Name]);
format_error({redefine_record, Name}) -> io_lib:format("record ~tw already defined", [Name]);
format_error({unused_record, Name}) -> io_lib:format("record ~tw is unused", [Name]);
format_error({undefined_field, Name, Field}) -> io_lib:format("field ~tw undefined in record ~tw", [Field, Name]);
format_error({redefine_field, Name, Field}) -> io_lib:format("field ~tw already defined in record ~tw", [Field, Name]);
format_error({undefined_type, {Name, Arity}}) ->
    io_lib:format("type ~tw(~s) undefined", [Name, lists:join(",", lists:duplicate(Arity, "_"))]);
format_error({undefined_behaviour_func, {Name, Arity}, Behaviour}) ->
    io_lib:format("undefined callback function ~tw/~w (behaviour '~w')", [Name, Arity, Behaviour]);
format_error({undefined_behaviour, Behaviour}) -> io_lib:format("behaviour ~tw undefined", [Behaviour]);
format_error({deprecated, {Module, Name, Arity}, Text}) ->
    io_lib:format("~w:~tw/~w is deprecated; ~ts", [Module, Name, Arity, Text]);
format_error({format_error, {Format, Args}}) -> io_lib:format(Format, Args);
format_error(export_all) -> "export_all flag enabled - all functions will be exported";
format_error(illegal_pattern) -> "illegal pattern";
format_error(illegal_guard_expr) -> "illegal guard expression";
format_error(illegal_bitsize) -> "illegal bit size";
format_error(illegal_record_info) -> "illegal record info";
format_error(illegal_map_construction) -> "only association operators '=>' are allowed in map construction";
format_error(unsized_binary_not_at_end) ->
    "a binary field without size is only allowed at the end of a binary pattern";
format_error({erlet, _, Title}) -> Title;
format_error({call_to_redefined_bif, Function}) ->
    with_function("ambiguous call of overridden auto-imported BIF ~ts", Function);
format_error({redefine_import, Function}) -> with_function("function ~ts already imported", Function).

with_function(Format, {Name, Arity}) -> io_lib:format(Format, [io_lib:format("~tw/~w", [Name, Arity])]).

place({Line, Column}) -> io_lib:format("(line ~w, column ~w)", [Line, Column]);
place(Line) -> io_lib:format("(line ~w)", [Line]).

%%% Guards and patterns

%% Whether an expression may stand in a guard by itself.
%% > erl_lint:is_guard_test({call, 1, {atom, 1, is_atom}, [{var, 1, 'X'}]}).
%% true
-spec is_guard_test(erl_parse:abstract_expr()) -> boolean().
is_guard_test(Expr) -> is_guard_test(Expr, []).

%% The same, given a module's forms: their records are known.
-spec is_guard_test(erl_parse:abstract_expr(), [erl_parse:abstract_form()]) -> boolean().
is_guard_test(Expr, Forms) -> is_guard_test(Expr, Forms, fun(_) -> false end).

%% The same; the function says which functions are the module's own, so that they are no tests.
-spec is_guard_test(erl_parse:abstract_expr(), [erl_parse:abstract_form()], fun(({atom(), arity()}) -> boolean())) ->
          boolean().
is_guard_test({call, _, {atom, _, Name}, Args} = Expr, _, IsOverridden) ->
    case old_test(Name, length(Args)) of
        true -> not IsOverridden({Name, length(Args)}) andalso are_guards(Args, IsOverridden);
        false -> is_guard(Expr, IsOverridden)
    end;
is_guard_test(Expr, _, IsOverridden) -> is_guard(Expr, IsOverridden).

old_test(Name, Arity) -> erl_internal:old_type_test(Name, Arity).

%% Whether an expression may be part of a guard.
-spec is_guard_expr(erl_parse:abstract_expr()) -> boolean().
is_guard_expr(Expr) -> is_guard(Expr, fun(_) -> false end).

is_guard({call, _, {atom, _, Name}, Args}, IsOverridden) ->
    Function = {Name, length(Args)},
    not IsOverridden(Function) andalso erl_internal:guard_bif(Name, length(Args))
        andalso are_guards(Args, IsOverridden);
is_guard({call, _, {remote, _, {atom, _, erlang}, {atom, _, Name}}, Args}, IsOverridden) ->
    Arity = length(Args),
    (erl_internal:guard_bif(Name, Arity) orelse is_operator(Name, Arity)) andalso are_guards(Args, IsOverridden);
is_guard({call, Anno, {tuple, _, [{atom, _, _} = Module, {atom, _, _} = Name]}, Args}, IsOverridden) ->
    is_guard({call, Anno, {remote, Anno, Module, Name}, Args}, IsOverridden);
is_guard({op, _, Operator, A}, IsOverridden) -> is_operator(Operator, 1) andalso is_guard(A, IsOverridden);
is_guard({op, _, Operator, A, B}, IsOverridden) ->
    (is_operator(Operator, 2) orelse Operator =:= 'andalso' orelse Operator =:= 'orelse')
        andalso are_guards([A, B], IsOverridden);
is_guard({cons, _, Head, Tail}, IsOverridden) -> are_guards([Head, Tail], IsOverridden);
is_guard({tuple, _, Elements}, IsOverridden) -> are_guards(Elements, IsOverridden);
is_guard({map, _, Fields}, IsOverridden) -> are_guards(pairs(Fields), IsOverridden);
is_guard({map, _, Map, Fields}, IsOverridden) -> are_guards([Map | pairs(Fields)], IsOverridden);
is_guard({record_index, _, _, Field}, IsOverridden) -> is_guard(Field, IsOverridden);
is_guard({record_field, _, Record, _, Field}, IsOverridden) -> are_guards([Record, Field], IsOverridden);
is_guard({record, _, _, Fields}, IsOverridden) ->
    are_guards([Value || {record_field, _, _, Value} <- Fields], IsOverridden);
is_guard({bin, _, Segments}, IsOverridden) ->
    Parts = [Part || {bin_element, _, Value, Size, _} <- Segments, Part <- [Value, Size], Part =/= default],
    are_guards(Parts, IsOverridden);
is_guard({Kind, _, _}, _) -> lists:member(Kind, [var, integer, char, float, atom, string]);
is_guard({Kind, _}, _) -> Kind =:= nil;
is_guard(_, _) -> false.

are_guards(Exprs, IsOverridden) -> lists:all(fun(Expr) -> is_guard(Expr, IsOverridden) end, Exprs).

pairs(Fields) -> [Part || {_, _, Key, Value} <- Fields, Part <- [Key, Value]].

is_operator(Name, Arity) ->
    erl_internal:arith_op(Name, Arity) orelse erl_internal:bool_op(Name, Arity)
        orelse erl_internal:comp_op(Name, Arity).

%% Whether an expression of constants may stand in a pattern.
-spec is_pattern_expr(erl_parse:abstract_expr()) -> boolean().
is_pattern_expr({op, _, Operator, A}) -> erl_internal:arith_op(Operator, 1) andalso is_pattern_expr(A);
is_pattern_expr({op, _, Operator, A, B}) ->
    erl_internal:arith_op(Operator, 2) andalso is_pattern_expr(A) andalso is_pattern_expr(B);
is_pattern_expr({Kind, _, _}) -> lists:member(Kind, [integer, float, char, atom, string]);
is_pattern_expr({Kind, _}) -> Kind =:= nil;
is_pattern_expr(_) -> false.
