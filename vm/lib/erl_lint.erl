%%% The checks of the compiler for programs that have forms: what is wrong in them, and what looks wrong.
%%%
%%% The parts are `erlet_lint_expr` (expressions), `erlet_lint_pattern` (patterns and guards), `erlet_lint_call` and
%%% `erlet_lint_format` (calls), `erlet_lint_type` (types), `erlet_lint_vars` (what is known of variables),
%%% `erlet_lint_state` (findings) and `erlet_lint_text` (English). Here is what concerns a module as a whole.
-module(erl_lint).

-export([module/1, module/2, module/3, exprs/2, exprs_opt/3, format_error/1]).
-export([bool_option/4, value_option/3, value_option/7]).
-export([is_guard_test/1, is_guard_test/2, is_guard_test/3, is_guard_expr/1, is_pattern_expr/1]).

-export_type([error_info/0, error_description/0]).

-include("erlet_lint.hrl").

-import(erlet_lint_state, [add_error/3, add_warning/3, add_warning/4, check_module/3, enabled/2, place/2]).

-type error_description() :: term().
-type error_info() :: {erl_anno:location() | none, module(), error_description()}.
-type findings() :: [{file:filename(), [error_info()]}].
-type result() :: {ok, Warnings :: findings()} | {error, Errors :: findings(), Warnings :: findings()}.

%% Checks the forms of a module: `{ok, Warnings}` or `{error, Errors, Warnings}`, lists of files with what was found in
%% them. Each finding is `{Location, Module, Description}`; `Module:format_error(Description)` gives words.
%% > erl_lint:module([{attribute, 1, module, m}, {function, 2, f, 0, [{clause, 2, [], [], [{atom, 2, ok}]}]}]).
%% {ok,[{"nofile",[{2,erl_lint,{unused_function,{f,0}}}]}]}
%% > F = fun(T) -> {ok, Ts, _} = erl_scan:string(T), {ok, Form} = erl_parse:parse_form(Ts), Form end,
%%   erl_lint:module([F("-module(m)."), F("-export([f/0])."), F("f() -> X.")]).
%% {error,[{"nofile",[{1,erl_lint,{unbound_var,'X'}}]}],[]}
-spec module([erl_parse:abstract_form()]) -> result().
module(Forms) -> module(Forms, "nofile").

%% Checks the forms of a module; the file is the one that the forms come from while they do not say.
%% > F = fun(T) -> {ok, Ts, _} = erl_scan:string(T), {ok, Form} = erl_parse:parse_form(Ts), Form end,
%%   erl_lint:module([F("-module(m)."), F("f() -> a.")], "m.erl").
%% {ok,[{"m.erl",[{1,erl_lint,{unused_function,{f,0}}}]}]}
-spec module([erl_parse:abstract_form()], file:filename()) -> result().
module(Forms, File) -> module(Forms, File, []).

%% Checks the forms of a module with options of the compiler, those that turn warnings on and off.
%% > F = fun(T) -> {ok, Ts, _} = erl_scan:string(T), {ok, Form} = erl_parse:parse_form(Ts), Form end,
%%   erl_lint:module([F("-module(m)."), F("f() -> a.")], "m.erl", [nowarn_unused_function]).
%% {ok,[]}
-spec module([erl_parse:abstract_form()], file:filename(), [compile:option()]) -> result().
module(Forms, File, Given) ->
    Options = lists:flatten([Options || {attribute, _, compile, Options} <- Forms]) ++ Given,
    Locals = [{Name, Arity} || {function, _, Name, Arity, _} <- Forms],
    Start = #lint{file = File, first = File, options = Options, no_auto = no_auto(Options),
                  locals = maps:from_keys(Locals, [])},
    St = lists:foldl(fun form/2, compile_options(Forms, Start), Forms),
    result(check_whole(Forms, St)).

no_auto(Options) ->
    case lists:member(no_auto_import, Options) of
        true -> all;
        false -> lists:append([lists:flatten([Functions]) || {no_auto_import, Functions} <- Options])
    end.

%% Whether an option is on: what the last of On and Off in the options says.
%% > erl_lint:bool_option(on, off, true, [on, off]).
%% false
-spec bool_option(atom(), atom(), boolean(), [compile:option()]) -> boolean().
bool_option(On, Off, Default, Options) ->
    lists:foldl(fun(Option, _) when Option =:= On -> true;
                   (Option, _) when Option =:= Off -> false;
                   (_, Found) -> Found
                end, Default, Options).

%% The value of the last `{Flag, Value}` in the options.
%% > erl_lint:value_option(width, 80, [{width, 40}]).
%% 40
-spec value_option(atom(), term(), [compile:option()]) -> term().
value_option(Flag, Default, Options) ->
    lists:foldl(fun({Option, Value}, _) when Option =:= Flag -> Value;
                   (_, Found) -> Found
                end, Default, Options).

%% The value of the last `{Flag, Value}` in the options, or of the last of two words that stand for values of their
%% own.
%% > erl_lint:value_option(width, 80, wide, 120, narrow, 40, [wide, narrow]).
%% 40
-spec value_option(atom(), term(), atom(), term(), atom(), term(), [compile:option()]) -> term().
value_option(Flag, Default, On, OnValue, Off, OffValue, Options) ->
    lists:foldl(fun({Option, Value}, _) when Option =:= Flag -> Value;
                   (Option, _) when Option =:= On -> OnValue;
                   (Option, _) when Option =:= Off -> OffValue;
                   (_, Found) -> Found
                end, Default, Options).

%% Checks expressions whose variables may have been bound before.
%% > {ok, Ts, _} = erl_scan:string("X + 1."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   [erl_lint:exprs([E], Bound) || Bound <- [[{'X', 1}], []]].
%% [{ok,[]},{error,[{"nofile",[{1,erl_lint,{unbound_var,'X'}}]}],[]}]
-spec exprs([erl_parse:abstract_expr()], [{atom(), term()}]) -> result().
exprs(Exprs, Bindings) -> exprs_opt(Exprs, Bindings, []).

%% Checks expressions with options of the compiler.
%% > {ok, Ts, _} = erl_scan:string("X + 1."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_lint:exprs_opt([E], [{'X', 1}], [warn_unused_vars]).
%% {ok,[]}
-spec exprs_opt([erl_parse:abstract_expr()], [{atom(), term()}], [compile:option()]) -> result().
exprs_opt(Exprs, Bindings, Options) ->
    %% A binding may be a record's definition, too.
    Start = #lint{file = "nofile", stage = attributes, options = Options},
    {Table, St} = lists:foldl(fun({{record, _, _}, Form}, {Table, St1}) -> {Table, form(Form, St1)};
                                 ({Name, _}, {Table, St1}) -> {Table#{Name => {bound, unused, []}}, St1}
                              end, {#{}, Start}, Bindings),
    {_, Checked} = erlet_lint_expr:exprs(Exprs, Table, St),
    result(Checked).

%% Errors as they were found; warnings by place.
result(#lint{errors = Errors, warnings = Warnings}) ->
    Sorted = by_file(Warnings, fun lists:sort/1),
    case by_file(Errors, fun lists:reverse/1) of
        [] -> {ok, Sorted};
        Found -> {error, Found, Sorted}
    end.

by_file(Findings, Order) ->
    [{File, Order([Finding || {File1, Finding} <- Findings, File1 =:= File])}
     || File <- lists:usort([File || {File, _} <- Findings])].

%%% Forms

form({error, Finding}, #lint{file = File, errors = Errors} = St) -> St#lint{errors = [{File, Finding} | Errors]};
form({warning, Finding}, #lint{file = File, warnings = Warnings} = St) ->
    St#lint{warnings = [{File, Finding} | Warnings]};
form({attribute, _, file, {File, _}}, St) -> St#lint{file = File};
form({attribute, _, compile, _}, St) -> St;
form({attribute, Anno, module, {Name, _}}, #lint{stage = start} = St) ->
    check_module(Name, Anno, add_error(Anno, pmod_unsupported, St#lint{module = Name, stage = attributes}));
form({attribute, Anno, module, Name}, #lint{stage = start} = St) ->
    check_module(Name, Anno, St#lint{module = Name, stage = attributes});
form(Form, #lint{stage = start} = St) ->
    form(Form, add_error(element(2, Form), undefined_module, St#lint{stage = attributes}));
form({attribute, Anno, Name, Value}, St) -> attribute(Name, Anno, Value, St);
form({function, Anno, Name, Arity, Clauses}, St) -> function(Anno, {Name, Arity}, Clauses, St#lint{stage = functions});
form({eof, _}, St) -> St#lint{stage = functions}.

%% These may stand anywhere.
attribute(record, Anno, {Name, Fields}, St) -> record(Anno, Name, Fields, St);
attribute(Kind, Anno, Value, St) when Kind =:= type; Kind =:= opaque -> erlet_lint_type:define(Kind, Anno, Value, [], St);
attribute(spec, Anno, {Function, Types}, St) -> erlet_lint_type:spec(Anno, Function, Types, St);
attribute(dialyzer, _, _, St) -> St;
attribute(Name, Anno, _, #lint{stage = functions} = St) -> add_error(Anno, {attribute, Name}, St);
attribute(module, _, _, #lint{module = ''} = St) -> St;
attribute(module, Anno, _, St) -> add_error(Anno, redefine_module, St);
attribute(export, Anno, Functions, St) ->
    lists:foldl(fun(Function, St1) -> export(Anno, Function, St1) end, St, Functions);
attribute(export_type, Anno, Types, St) -> erlet_lint_type:export(Anno, Types, St);
attribute(import, Anno, Import, St) -> import(Anno, Import, St);
attribute(Kind, Anno, Name, #lint{behaviours = Known} = St) when Kind =:= behaviour; Kind =:= behavior ->
    St#lint{behaviours = Known ++ [{place(Anno, St), Name}]};
attribute(callback, Anno, {Function, Types}, St) -> erlet_lint_type:callback(Anno, Function, Types, St);
attribute(optional_callbacks, Anno, Functions, St) -> erlet_lint_type:optional(Anno, Functions, St);
attribute(on_load, Anno, Function, St) -> on_load(Anno, Function, St);
attribute(_, _, _, St) -> St.

export(Anno, Function, #lint{exports = Exports, called = Called} = St) ->
    St1 = case Exports of
        #{Function := _} -> add_warning(Anno, {duplicated_export, Function}, St);
        _ -> St
    end,
    St1#lint{exports = Exports#{Function => []}, called = [{Function, place(Anno, St)} | Called]}.

import(_, Module, St) when is_atom(Module) -> St;
import(Anno, {Module, Functions}, #lint{imports = Imports} = Given) ->
    St = check_module(Module, Anno, Given),
    {Again, St1} = lists:foldl(fun(Function, {Again, Acc}) ->
        case Imports of
            #{Function := Other} -> {true, add_error(Anno, {redefine_import, {Function, Other}}, Acc)};
            _ -> {Again, import_clash(Anno, Function, Acc)}
        end
    end, {false, St}, lists:reverse(lists:usort(Functions))),
    case Again of
        true -> St1;
        false -> St1#lint{imports = maps:merge(Imports, maps:from_keys(Functions, Module))}
    end.

import_clash(Anno, {Name, Arity} = Function, St) ->
    Hides = erl_internal:bif(Name, Arity) andalso not erlet_lint_state:suppresses(Function, St)
        andalso enabled(bif_clash, St),
    case erl_internal:old_bif(Name, Arity) of
        _ when not Hides -> St;
        true -> add_error(Anno, {redefine_old_bif_import, Function}, St);
        false -> add_warning(Anno, {redefine_bif_import, Function}, St)
    end.

on_load(Anno, {Name, Arity} = Function, #lint{on_load = Known} = St) when is_atom(Name), is_integer(Arity) ->
    St1 = St#lint{on_load = [{place(Anno, St), Function} | Known]},
    case Known of
        [] when Arity =:= 0 -> St1;
        [] -> add_error(Anno, {bad_on_load_arity, Function}, St1);
        _ -> add_error(Anno, multiple_on_loads, St1)
    end;
on_load(Anno, Value, St) -> add_error(Anno, {bad_on_load, Value}, St).

%% What a default refers to counts where the record is made; here it only must be sound.
record(Anno, Name, Fields, #lint{records = Records} = St) ->
    case is_map_key(Name, Records) of
        true -> add_error(Anno, {redefine_record, Name}, St);
        false ->
            {Known, St1} = lists:foldl(fun(Field, {Known, St1}) -> field(Field, Name, Known, St1) end, {[], St}, Fields),
            St2 = St1#lint{records = Records#{Name => {place(Anno, St), lists:reverse(Known)}}},
            erlet_lint_type:record(Anno, Name, Fields, St2)
    end.

field({typed_record_field, Field, _}, Name, Known, St) -> field(Field, Name, Known, St);
field({record_field, Anno, FieldName}, Name, Known, St) ->
    field({record_field, Anno, FieldName, {atom, Anno, undefined}}, Name, Known, St);
field({record_field, _, {atom, Anno, Field}, Default}, Name, Known, St) ->
    case lists:keymember(Field, 1, Known) of
        true -> {Known, add_error(Anno, {redefine_field, Name, Field}, St)};
        false ->
            {_, St1} = erlet_lint_expr:expr(Default, #{}, St#lint{in_default = true}),
            St2 = St#lint{errors = St1#lint.errors, warnings = St1#lint.warnings, called = St1#lint.called},
            Sound = case St1#lint.errors =:= St#lint.errors of
                true -> Default;
                false -> {atom, Anno, undefined}
            end,
            {[{Field, Sound} | Known], St2}
    end.

function(Anno, {_, Arity} = Function, Clauses, #lint{defined = Defined} = St) ->
    St1 = case is_map_key(Function, Defined) of
        true -> add_error(Anno, {redefine_function, Function}, St);
        false when Arity > 255 -> add_error(Anno, {too_many_arguments, Arity}, defined(Anno, Function, St));
        false -> import_defined(Anno, Function, defined(Anno, Function, St))
    end,
    lists:foldl(fun erlet_lint_expr:function_clause/2, St1#lint{function = Function}, Clauses).

defined(Anno, Function, #lint{defined = Defined} = St) -> St#lint{defined = Defined#{Function => place(Anno, St)}}.

import_defined(Anno, Function, St) ->
    case erlet_lint_state:is_imported(Function, St) of
        {true, _} -> add_error(Anno, {define_import, Function}, St);
        false -> St
    end.

%%% What is known at the module's end

check_whole(Forms, St) ->
    Checks = [fun behaviours/1, fun(St1) -> to_go(deprecated, Forms, St1) end, fun(St1) -> unused_imports(Forms, St1) end,
              fun(St1) -> option_functions(inline, bad_inline, Forms, St1) end, fun undefined_functions/1,
              fun(St1) -> unused_functions(Forms, St1) end, fun(St1) -> erlet_lint_type:check_whole(Forms, St1) end,
              fun undefined_on_load/1, fun(St1) -> unused_records(Forms, St1) end, fun local_opaques/1,
              fun(St1) -> dialyzer(Forms, St1) end, fun callbacks/1, fun(St1) -> to_go(removed, Forms, St1) end],
    lists:foldl(fun(Check, St1) -> Check(St1) end, St, Checks).

%% Options that speak of the compiler's own checks.
compile_options(Forms, St) ->
    Attributes = [{Anno, lists:flatten([Options]), File} || {{attribute, Anno, compile, Options}, File} <- with_files(Forms, St)],
    St1 = lists:foldl(fun({Place, Options}, Acc) ->
        case [Option || Option <- Options, Option =:= nowarn_bif_clash orelse is_tuple(Option)
                            andalso tuple_size(Option) > 0 andalso element(1, Option) =:= nowarn_bif_clash] of
            [] -> Acc;
            _ -> add_error(Place, disallowed_nowarn_bif_clash, Acc)
        end
    end, St, [{{File, erlet_lint_state:location(Anno)}, Options} || {Anno, Options, File} <- Attributes]),
    lists:foldl(fun({Anno, Options, File}, Acc) ->
        case lists:member(export_all, Options) of
            true -> add_warning(export_all, {File, erlet_lint_state:location(Anno)}, export_all, Acc);
            false -> Acc
        end
    end, St1, Attributes).

%% Forms with the files that they come from.
with_files(Forms, #lint{first = File}) ->
    {Placed, _} = lists:mapfoldl(fun({attribute, _, file, {File1, _}} = Form, _) -> {{Form, File1}, File1};
                                    (Form, File1) -> {{Form, File1}, File1}
                                 end, File, Forms),
    Placed.

placed(Forms, St) ->
    [{Form, {File, erlet_lint_state:location(element(2, Form))}}
     || {Form, File} <- with_files(Forms, St), element(1, Form) =:= attribute orelse element(1, Form) =:= function].

undefined_functions(#lint{called = Called, defined = Defined} = St) ->
    Predefined = [{module_info, 0}, {module_info, 1}, {record_info, 2}],
    Undefined = lists:usort([One || {Function, _} = One <- Called, not is_map_key(Function, Defined),
                                    not lists:member(Function, Predefined)]),
    lists:foldl(fun({Function, Place}, St1) -> add_error(Place, {undefined_function, Function}, St1) end, St, Undefined).

unused_functions(Forms, St) ->
    St1 = option_functions(nowarn_unused_function, bad_nowarn_unused_function, Forms, St),
    case lists:member(export_all, St#lint.options) orelse not enabled(unused_function, St) of
        true -> St1;
        false ->
            Named = [Functions || {nowarn_unused_function, Functions} <- St#lint.options],
            Roots = maps:keys(St#lint.exports) ++ [Function || {_, Function} <- St#lint.on_load],
            Reached = reached(Roots, St#lint.calls, #{}),
            Open = maps:merge(Reached, maps:from_keys(lists:flatten(Named), [])),
            Unused = [{Function, Place} || {{function, _, Name, Arity, _}, Place} <- placed(Forms, St),
                                           Function <- [{Name, Arity}], not is_map_key(Function, Open)],
            lists:foldl(fun({Function, Place}, Acc) -> add_warning(Place, {unused_function, Function}, Acc) end, St1, Unused)
    end.

reached([Function | Rest], Calls, Reached) ->
    case is_map_key(Function, Reached) of
        true -> reached(Rest, Calls, Reached);
        false -> reached(maps:get(Function, Calls, []) ++ Rest, Calls, Reached#{Function => []})
    end;
reached([], _, Reached) -> Reached.

%% Functions that an option names must be there.
option_functions(Option, Bad, Forms, #lint{defined = Defined} = St) ->
    Named = [{Function, Place} || {{attribute, _, compile, Options}, Place} <- placed(Forms, St),
                                  {Option1, Functions} <- lists:flatten([Options]), Option1 =:= Option,
                                  Function <- lists:flatten([Functions])],
    lists:foldl(fun({Function, Place}, St1) ->
        case is_map_key(Function, Defined) of
            true -> St1;
            false -> add_error(Place, {Bad, Function}, St1)
        end
    end, St, Named).

unused_imports(Forms, #lint{used_imports = Used} = St) ->
    Unused = [{{Function, Module}, Place}
              || {{attribute, _, import, {Module, Functions}}, Place} <- placed(Forms, St), Function <- Functions,
                 not is_map_key({Function, Module}, Used)],
    lists:foldl(fun({Import, Place}, St1) -> add_warning(unused_import, Place, {unused_import, Import}, St1) end, St, Unused).

unused_records(Forms, #lint{used_records = Used, records = Records} = St) ->
    Quiet = lists:flatten([Names || {nowarn_unused_record, Names} <- St#lint.options]),
    Unused = case [File || {attribute, _, file, {File, _}} <- Forms] of
        [First | _] ->
            [{Name, Place} || {Name, {{File, _} = Place, _}} <- maps:to_list(Records), File =:= First,
                              not is_map_key(Name, Used), not lists:member(Name, Quiet)];
        [] -> []
    end,
    lists:foldl(fun({Name, Place}, St1) -> add_warning(unused_record, Place, {unused_record, Name}, St1) end, St, Unused).

undefined_on_load(#lint{on_load = [{Place, {_, 0} = Function}], defined = Defined} = St) ->
    case is_map_key(Function, Defined) of
        true -> St;
        false -> add_error(Place, {undefined_on_load, Function}, St)
    end;
undefined_on_load(St) -> St.

local_opaques(#lint{types = Types, exported_types = Exported} = St) ->
    Local = [{Type, Place} || {Type, {opaque, Place}} <- maps:to_list(Types), not is_map_key(Type, Exported)],
    lists:foldl(fun({Type, Place}, St1) -> add_warning(Place, {not_exported_opaque, Type}, St1) end, St, Local).

%%% Behaviours

behaviours(#lint{behaviours = Behaviours} = St) ->
    {Asked, St1} = lists:foldl(fun({Place, Behaviour}, {Asked, St1}) ->
        case callbacks_of(Behaviour, Place, St1) of
            {ok, Required, Optional} -> {Asked ++ [{Place, Behaviour, Required, Optional}], St1};
            St2 -> {Asked, St2}
        end
    end, {[], St}, Behaviours),
    conflicts(Asked, lists:foldl(fun missing_callbacks/2, St1, Asked)).

callbacks_of(Behaviour, Place, Given) ->
    St = check_module(Behaviour, Place, Given),
    try {Behaviour:behaviour_info(callbacks), optional_of(Behaviour)} of
        {Callbacks, Optional} ->
            case {are_functions(Callbacks), are_functions(Optional)} of
                {true, true} -> {ok, Callbacks, Optional};
                {true, false} -> add_warning(Place, {ill_defined_optional_callbacks, Behaviour}, St);
                {false, _} when Callbacks =:= undefined -> add_warning(Place, {undefined_behaviour_callbacks, Behaviour}, St);
                {false, _} -> add_warning(Place, {ill_defined_behaviour_callbacks, Behaviour}, St)
            end
    catch
        _:_ -> add_warning(Place, {undefined_behaviour, Behaviour}, St)
    end.

optional_of(Behaviour) ->
    try Behaviour:behaviour_info(optional_callbacks) of
        undefined -> [];
        Optional -> Optional
    catch
        _:_ -> []
    end.

are_functions(Functions) ->
    is_list(Functions) andalso
        lists:all(fun({Name, Arity}) -> is_atom(Name) andalso is_integer(Arity); (_) -> false end, Functions).

exported(#lint{options = Options, exports = Exports, defined = Defined}) ->
    case lists:member(export_all, Options) of
        true -> Defined;
        false -> Exports
    end.

missing_callbacks({Place, Behaviour, Required, Optional}, St) ->
    Missing = lists:usort([Function || Function <- Required -- Optional, not is_map_key(Function, exported(St))]),
    lists:foldl(fun(Function, St1) -> add_warning(Place, {undefined_behaviour_func, Function, Behaviour}, St1) end, St, Missing).

%% Two behaviours that ask for the same function.
conflicts(Asked, St) ->
    All = [{Function, Place, Behaviour} || {Place, Behaviour, Required, Optional} <- Asked, Function <- Required,
                                           not lists:member(Function, Optional) orelse is_map_key(Function, exported(St))],
    {_, Last} = lists:foldl(fun({Function, {_, Location} = Place, Behaviour}, {Seen, St1}) ->
        case Seen of
            #{Function := {_, Behaviour}} -> {Seen, St1};
            #{Function := {First, Other}} ->
                {Seen, add_warning(Place, {conflicting_behaviours, Function, Behaviour, First, Other}, St1)};
            _ -> {Seen#{Function => {Location, Behaviour}}, St1}
        end
    end, {#{}, St}, All),
    Last.

callbacks(#lint{callbacks = Callbacks, optional = Optional, defined = Defined} = St) ->
    case {is_map_key({behaviour_info, 1}, Defined), lists:sort(maps:to_list(Callbacks))} of
        {true, [_ | _] = Declared} ->
            lists:foldl(fun({Function, Place}, St1) -> add_error(Place, {behaviour_info, qualified(Function, St)}, St1) end, St, Declared);
        _ ->
            Unknown = [{Function, Place} || {Function, Place} <- lists:sort(maps:to_list(Optional)),
                                            not is_map_key(Function, Callbacks)],
            lists:foldl(fun({Function, Place}, St1) ->
                add_error(Place, {undefined_callback, qualified(Function, St)}, St1)
            end, St, Unknown)
    end.

qualified({Name, Arity}, #lint{module = Module}) -> {Module, Name, Arity}.

%%% Attributes for other tools

%% `-deprecated` and `-removed`
to_go(Kind, Forms, St) ->
    Items = [{Item, Place} || {{attribute, _, Kind1, Value}, Place} <- placed(Forms, St), Kind1 =:= Kind,
                              Item <- lists:flatten([Value])],
    lists:foldl(fun({Item, Place}, St1) -> to_go_one(Kind, Item, Place, St1) end, St, Items).

to_go_one(_, module, _, St) -> St;
to_go_one(Kind, {Name, Arity}, Place, St) -> to_go_one(Kind, {Name, Arity, ""}, Place, St);
to_go_one(Kind, {Name, Arity, Text} = Item, Place, St) when is_atom(Name) ->
    {Invalid, Bad} = case Kind of
        deprecated -> {invalid_deprecated, bad_deprecated};
        removed -> {invalid_removed, bad_removed}
    end,
    Sound = (Arity =:= '_' orelse is_integer(Arity) andalso Arity >= 0)
        andalso (is_list(Text) orelse lists:member(Text, [next_version, next_major_release, eventually])),
    There = [Function || {Name1, Arity1} = Function <- maps:keys(exported(St)), Name =:= '_' orelse Name1 =:= Name,
                         Arity =:= '_' orelse Arity1 =:= Arity],
    case {Kind, There} of
        _ when not Sound -> add_error(Place, {Invalid, Item}, St);
        {deprecated, []} -> add_error(Place, {Bad, {Name, Arity}}, St);
        {removed, [_ | _]} -> add_error(Place, {Bad, {Name, Arity}}, St);
        _ -> St
    end;
to_go_one(deprecated, Item, Place, St) -> add_error(Place, {invalid_deprecated, Item}, St);
to_go_one(removed, Item, Place, St) -> add_error(Place, {invalid_removed, Item}, St).

dialyzer(Forms, #lint{defined = Defined} = St) ->
    Items = [{Item, Place} || {{attribute, _, dialyzer, Value}, Place} <- placed(Forms, St), Item <- lists:flatten([Value])],
    lists:foldl(fun({{Options, Functions}, Place}, St1) ->
                        Missing = [Function || {_, _} = Function <- lists:flatten([Functions]),
                                               not is_map_key(Function, Defined)],
                        St2 = dialyzer_options(Options, Place, St1),
                        lists:foldl(fun(Function, Acc) -> add_error(Place, {undefined_function, Function}, Acc) end, St2, Missing);
                   ({Options, Place}, St1) when is_atom(Options) -> dialyzer_options(Options, Place, St1);
                   ({Other, Place}, St1) -> add_error(Place, {bad_dialyzer_attribute, Other}, St1)
                end, St, Items).

dialyzer_options(Options, Place, St) ->
    Known = [no_return, no_unused, no_improper_lists, no_fun_app, no_match, no_opaque, no_fail_call, no_contracts,
             no_unknown, no_missing_calls, no_behaviours, no_undefined_callbacks, unmatched_returns, error_handling, race_conditions,
             no_contracts, specdiffs, overspecs, underspecs, unknown, missing_return, extra_return, no_extra_return, no_missing_return,
             no_underspecs, nowarn_function],
    lists:foldl(fun(Option, St1) ->
        case lists:member(Option, Known) of
            true -> St1;
            false -> add_error(Place, {bad_dialyzer_option, Option}, St1)
        end
    end, St, lists:flatten([Options])).

%% What a description says.
%% > lists:flatten(erl_lint:format_error({unbound_var, 'X'})).
%% "variable 'X' is unbound"
-spec format_error(error_description()) -> io_lib:chars().
format_error(Description) -> erlet_lint_text:format(Description).

%%% Guards and patterns

%% Whether an expression may stand in a guard by itself.
%% > erl_lint:is_guard_test({call, 1, {atom, 1, is_atom}, [{var, 1, 'X'}]}).
%% true
-spec is_guard_test(erl_parse:abstract_expr()) -> boolean().
is_guard_test(Expr) -> is_guard_test(Expr, []).

%% Whether an expression may stand in a guard by itself, given a module's forms: their records are known.
%% > {ok, Ts, _} = erl_scan:string("-record(r, {a})."), {ok, F} = erl_parse:parse_form(Ts),
%%   [erl_lint:is_guard_test({call, 1, {atom, 1, is_record}, [{var, 1, 'X'}, {atom, 1, r}]}, Fs)
%%   || Fs <- [[F], []]].
%% [true,true]
-spec is_guard_test(erl_parse:abstract_expr(), [erl_parse:abstract_form()]) -> boolean().
is_guard_test(Expr, Forms) -> is_guard_test(Expr, Forms, fun(_) -> false end).

%% As is_guard_test/2; the function says which functions are the module's own, so that they are no tests.
%% > Test = {call, 1, {atom, 1, is_list}, [{var, 1, 'X'}]},
%%   [erl_lint:is_guard_test(Test, [], fun(_) -> Own end) || Own <- [false, true]].
%% [true,false]
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
%% > [erl_lint:is_guard_expr({call, 1, {atom, 1, Name}, [{var, 1, 'X'}]}) || Name <- [length, spawn]].
%% [true,false]
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
%% > erl_lint:is_pattern_expr({op, 1, '+', {integer, 1, 1}, {atom, 1, a}}).
%% false
-spec is_pattern_expr(erl_parse:abstract_expr()) -> boolean().
is_pattern_expr({Kind, _, _}) when Kind =:= integer; Kind =:= float; Kind =:= char; Kind =:= atom; Kind =:= string -> true;
is_pattern_expr({nil, _}) -> true;
is_pattern_expr(Expr) ->
    is_arithmetic(Expr) andalso
        try erl_eval:expr(Expr, [], none) of
            _ -> true
        catch
            _:_ -> false
        end.

is_arithmetic({op, _, Operator, A}) -> erl_internal:arith_op(Operator, 1) andalso is_arithmetic(A);
is_arithmetic({op, _, Operator, A, B}) ->
    erl_internal:arith_op(Operator, 2) andalso is_arithmetic(A) andalso is_arithmetic(B);
is_arithmetic({Kind, _, _}) -> lists:member(Kind, [integer, float, char]);
is_arithmetic(_) -> false.
