%%% Types, specifications and callbacks for erl_lint.
-module(erlet_lint_type).

-export([define/5, export/3, record/4, spec/4, callback/4, optional/3, check_whole/2]).

-include("erlet_lint.hrl").

-import(erlet_lint_state, [add_error/3, add_warning/3, add_warning/4, enabled/2, place/2]).

%%% Declarations

%% `-type` or `-opaque`
-spec define(type | opaque, erl_anno:anno(), {atom(), tuple(), [tuple()]}, [tuple()], #lint{}) -> #lint{}.
define(Attribute, Anno, {Name, Definition, Parameters}, _, #lint{types = Types, options = Options} = St) ->
    Type = {Name, length(Parameters)},
    BuiltIn = erl_internal:is_type(Name, length(Parameters))
        andalso not lists:member(no_auto_import_types, Options),
    case is_map_key(Type, Types) of
        _ when BuiltIn -> add_error(Anno, {builtin_type, Type}, St);
        true -> add_error(Anno, {redefine_type, Type}, St);
        false ->
            St1 = St#lint{types = Types#{Type => {Attribute, place(Anno, St)}}},
            St2 = check([Definition | Parameters], underspecified(Attribute, Anno, Type, Definition, St1#lint{type = Type})),
            St2#lint{type = none}
    end.

underspecified(opaque, Anno, Type, {type, _, Name, []}, St) when Name =:= any; Name =:= term ->
    add_warning(Anno, {underspecified_opaque, Type}, St);
underspecified(_, _, _, _, St) -> St.

%% `-export_type`
-spec export(erl_anno:anno(), term(), #lint{}) -> #lint{}.
export(Anno, Types, St) when is_list(Types) ->
    Good = lists:all(fun({Name, Arity}) -> is_atom(Name) andalso is_integer(Arity); (_) -> false end, Types),
    case Good of
        true -> lists:foldl(fun(Type, St1) -> export_one(Anno, Type, St1) end, St, Types);
        false -> add_error(Anno, {bad_export_type, Types}, St)
    end;
export(Anno, Other, St) -> add_error(Anno, {bad_export_type, Other}, St).

export_one(Anno, Type, #lint{exported_types = Exported} = St) ->
    St1 = case Exported of
        #{Type := _} -> add_warning(Anno, {duplicated_export_type, Type}, St);
        _ -> St
    end,
    refer(Type, Anno, St1#lint{exported_types = Exported#{Type => place(Anno, St)}}).

%% The types of a record's fields.
-spec record(erl_anno:anno(), atom(), [tuple()], #lint{}) -> #lint{}.
record(Anno, Name, Fields, St) ->
    Types = [Type || {typed_record_field, _, Type} <- Fields],
    case length(Types) =:= length(Fields) of
        true -> check(Types, St);
        false -> check(Types, add_warning(untyped_record, Anno, {untyped_record, Name}, St))
    end.

%% `-spec`
-spec spec(erl_anno:anno(), tuple(), [tuple()], #lint{}) -> #lint{}.
spec(Anno, Given, Types, #lint{module = Own, specs = Specs} = St) ->
    {Module, _, Arity} = Function = case Given of
        {Name, Arity1} -> {Own, Name, Arity1};
        _ -> Given
    end,
    St1 = erlet_lint_state:check_module(Module, Anno, St#lint{specs = Specs#{Function => place(Anno, St)}}),
    case is_map_key(Function, Specs) of
        true -> add_error(Anno, {redefine_spec, Given}, St1);
        false when Module =:= Own -> signatures(Types, spec_wrong_arity, Arity, St1);
        false -> signatures(Types, spec_wrong_arity, Arity, add_error(Anno, {bad_module, Function}, St1))
    end.

%% `-callback`
-spec callback(erl_anno:anno(), tuple(), [tuple()], #lint{}) -> #lint{}.
callback(Anno, {_, _, _} = Function, _, St) -> add_error(Anno, {bad_callback, Function}, St);
callback(Anno, {_, Arity} = Function, Types, #lint{callbacks = Callbacks} = St) ->
    case is_map_key(Function, Callbacks) of
        true -> add_error(Anno, {redefine_callback, Function}, St);
        false ->
            signatures(Types, callback_wrong_arity, Arity, St#lint{callbacks = Callbacks#{Function => place(Anno, St)}})
    end.

%% `-optional_callbacks`
-spec optional(erl_anno:anno(), term(), #lint{}) -> #lint{}.
optional(Anno, Functions, St) ->
    try true = is_list(Functions), lists:foldl(fun({Name, Arity} = Function, St1) when is_atom(Name), is_integer(Arity) ->
        case St1#lint.optional of
            #{Function := _} -> add_error(Anno, {redefine_optional_callback, Function}, St1);
            Known -> St1#lint{optional = Known#{Function => place(Anno, St1)}}
        end
    end, St, Functions)
    catch error:_ -> add_error(Anno, {bad_optional_callbacks, Functions}, St)
    end.

%%% Types. Variables are counted through all that belongs together.

signatures(Types, WrongArity, Arity, St) ->
    lists:foldl(fun(Signature, St1) -> signature(Signature, WrongArity, Arity, St1) end, St, Types).

signature({type, _, bounded_fun, [Fun, Constraints]}, WrongArity, Arity, St) ->
    Bounds = lists:append([Types || {type, _, constraint, [_, Types]} <- Constraints]),
    signature(Fun, Bounds, WrongArity, Arity, St);
signature(Fun, WrongArity, Arity, St) -> signature(Fun, [], WrongArity, Arity, St).

signature({type, Anno, 'fun', [{type, _, product, Parameters}, Result]}, Bounds, WrongArity, Arity, St) ->
    St1 = case length(Parameters) of
        Arity -> St;
        _ -> add_error(Anno, WrongArity, St)
    end,
    check([{type, Anno, product, Parameters}, Result | Bounds], St1);
signature(_, _, _, _, St) -> St.

check(Types, St) ->
    {Seen, St1} = types(Types, #{}, St),
    maps:fold(fun(Name, [Anno], St2) ->
                      case atom_to_list(Name) of
                          "_" ++ _ -> St2;
                          _ -> singleton(Name, Anno, St2)
                      end;
                 (_, _, St2) -> St2
              end, St1, Seen).

singleton(Name, Anno, St) ->
    case enabled(singleton_typevar, St) of
        true -> add_error(Anno, {singleton_typevar, Name}, St);
        false -> St
    end.

types(Types, Seen, St) -> lists:foldl(fun(Type, {Seen1, St1}) -> type(Type, Seen1, St1) end, {Seen, St}, Types).

type({var, _, '_'}, Seen, St) -> {Seen, St};
type({var, Anno, Name}, Seen, St) ->
    {maps:update_with(Name, fun(Annos) -> [Anno | Annos] end, [Anno], Seen), St};
type({ann_type, _, [_, Type]}, Seen, St) -> type(Type, Seen, St);
type({paren_type, _, [Type]}, Seen, St) -> type(Type, Seen, St);
type({remote_type, Anno, [{atom, _, Module}, {atom, _, Name}, Args]}, Seen, #lint{module = Module} = St) ->
    type({user_type, Anno, Name, Args}, Seen, St);
type({remote_type, Anno, [{atom, _, Module}, {atom, _, Name}, Args]}, Seen, St) ->
    St1 = deprecated(Anno, {Module, Name, length(Args)}, erlet_lint_state:check_module(Module, Anno, St)),
    types(Args, Seen, St1);
type({Literal, _, _}, Seen, St) when Literal =:= integer; Literal =:= atom; Literal =:= char -> {Seen, St};
type({type, _, nil, []}, Seen, St) -> {Seen, St};
type({type, _, 'fun', []}, Seen, St) -> {Seen, St};
type({type, Anno, 'fun', [Domain, Range]}, Seen, St) ->
    {Seen1, St1} = case Domain of
        {type, _, product, Types} -> types(Types, Seen, St);
        {type, _, any} -> {Seen, St};
        _ -> {Seen, add_error(Anno, {type_syntax, 'fun'}, St)}
    end,
    type(Range, Seen1, St1);
type({type, Anno, range, [From, To]}, Seen, St) ->
    case {value(From), value(To)} of
        {A, B} when is_integer(A), is_integer(B), A < B -> {Seen, St};
        _ -> {Seen, add_error(Anno, {type_syntax, range}, St)}
    end;
type({type, Anno, binary, [Size, Unit]}, Seen, St) ->
    case {value(Size), value(Unit)} of
        {A, B} when is_integer(A), is_integer(B), A >= 0, B >= 0 -> {Seen, St};
        _ -> {Seen, add_error(Anno, {type_syntax, binary}, St)}
    end;
type({type, Anno, record, [{atom, _, Name} | Fields]}, Seen, St) -> record_type(Anno, Name, Fields, Seen, St);
type({type, Anno, record, _}, Seen, St) -> {Seen, add_error(Anno, {type_syntax, record}, St)};
type({type, _, _, any}, Seen, St) -> {Seen, St};
type({type, _, any}, Seen, St) -> {Seen, St};
type({type, _, Kind, Types}, Seen, St)
  when Kind =:= product; Kind =:= union; Kind =:= tuple; Kind =:= map; Kind =:= map_field_assoc;
       Kind =:= map_field_exact ->
    types(Types, Seen, St);
type({type, Anno, Name, Types}, Seen, St) -> built_in(Anno, Name, Types, Seen, St);
type({user_type, Anno, Name, Types}, Seen, St) ->
    types(Types, Seen, refer({Name, length(Types)}, Anno, St));
type({op, Anno, _, _} = Type, Seen, St) -> {Seen, numeric(Anno, Type, St)};
type({op, Anno, _, _, _} = Type, Seen, St) -> {Seen, numeric(Anno, Type, St)};
type(Other, Seen, St) -> {Seen, add_error(element(2, Other), {type_syntax, integer}, St)}.

%% A name of the language; without its own types a module may give it another meaning.
built_in(Anno, Name, Types, Seen, St) ->
    Arity = length(Types),
    case is_map_key({Name, Arity}, St#lint.types) orelse not erl_internal:is_type(Name, Arity) of
        true -> types(Types, Seen, refer({Name, Arity}, Anno, St));
        false -> types(Types, Seen, St)
    end.

numeric(Anno, Type, St) ->
    case value(Type) of
        Value when is_integer(Value) -> St;
        _ -> add_error(Anno, {type_syntax, integer}, St)
    end.

value({Kind, _, Value}) when Kind =:= integer; Kind =:= char -> Value;
value({op, _, _, _} = Op) -> calculated(Op);
value({op, _, _, _, _} = Op) -> calculated(Op);
value(_) -> none.

calculated(Op) ->
    try erl_eval:expr(Op, #{}, none) of
        {value, Value, _} -> Value
    catch
        _:_ -> none
    end.

record_type(Anno, Name, Fields, Seen, St) ->
    case St#lint.records of
        #{Name := {_, Known}} ->
            {_, Seen1, St1} = lists:foldl(fun(Field, {Given, Seen1, St1}) ->
                field_type(Field, Name, Known, Given, Seen1, St1)
            end, {[], Seen, erlet_lint_state:use_record(Name, St)}, Fields),
            {Seen1, St1};
        _ -> {Seen, add_error(Anno, {undefined_record, Name}, St)}
    end.

field_type({type, _, field_type, [{atom, Anno, Field}, Type]}, Name, Known, Given, Seen, St) ->
    St1 = erlet_lint_pattern:check_field(Anno, Name, Field, Known, St),
    St2 = case lists:member(Field, Given) of
        true -> add_error(Anno, {redefine_field, Name, Field}, St1);
        false -> St1
    end,
    {Seen1, St3} = type(Type, Seen, St2),
    {[Field | Given], Seen1, St3}.

refer(Type, Anno, #lint{used_types = Used, type = From, type_uses = Uses} = St) ->
    Place = place(Anno, St),
    St#lint{type_uses = maps:update_with(From, fun(Types) -> [Type | Types] end, [Type], Uses),
            used_types = maps:update_with(Type, fun(Places) -> [Place | Places] end, [Place], Used)}.

deprecated(Anno, {Module, Name, Arity} = Type, St) ->
    case otp_internal:obsolete_type(Module, Name, Arity) of
        no -> St;
        {deprecated, Text} -> add_warning(deprecated_type, Anno, {deprecated_type, Type, Text}, St);
        {removed, Text} -> add_warning(removed, Anno, {removed_type, Type, Text}, St)
    end.

%%% At the module's end

-spec check_whole([tuple()], #lint{}) -> #lint{}.
check_whole(Forms, St) ->
    Checks = [fun specs_without_function/1, fun(St1) -> functions_without_spec(Forms, St1) end,
              fun undefined_types/1, fun(St1) -> unused_types(Forms, St1) end],
    lists:foldl(fun(Check, St1) -> Check(St1) end, St, Checks).

specs_without_function(#lint{module = Module, defined = Defined} = St) ->
    lists:foldl(fun({{Module1, Name, Arity}, Place}, St1) when Module1 =:= Module ->
                        case is_map_key({Name, Arity}, Defined) orelse is_predefined({Name, Arity}) of
                            true -> St1;
                            false -> add_error(Place, {spec_fun_undefined, {Name, Arity}}, St1)
                        end;
                   (_, St1) -> St1
                end, St, lists:sort(maps:to_list(St#lint.specs))).

is_predefined(Function) -> lists:member(Function, [{module_info, 0}, {module_info, 1}, {record_info, 2}]).

functions_without_spec(Forms, #lint{module = Module, specs = Specs, exports = Exports, options = Options} = St) ->
    Wanted = case {enabled(missing_spec_all, St), enabled(missing_spec, St)} of
        {true, _} -> fun(_) -> true end;
        {_, true} -> fun(Function) -> is_map_key(Function, Exports) orelse lists:member(export_all, Options) end;
        _ -> fun(_) -> false end
    end,
    Missing = [Function || {function, _, Name, Arity, _} <- Forms, Function <- [{Name, Arity}], Wanted(Function),
                           not is_map_key({Module, Name, Arity}, Specs), is_map_key(Function, St#lint.defined)],
    lists:foldl(fun(Function, St1) -> add_warning(map_get(Function, St1#lint.defined), {missing_spec, Function}, St1) end,
                St, Missing).

undefined_types(#lint{types = Types, used_types = Used} = St) ->
    lists:foldl(fun({Type, Places}, St1) ->
        case is_map_key(Type, Types) of
            true -> St1;
            false -> lists:foldl(fun(Place, Acc) -> add_error(Place, {undefined_type, Type}, Acc) end, St1, Places)
        end
    end, St, lists:sort(maps:to_list(Used))).

%% Types of headers are there for others as well.
unused_types(Forms, #lint{types = Types, type_uses = Uses} = St) ->
    Used = reached(maps:get(none, Uses, []), Uses, #{}),
    Unused = case [File || {attribute, _, file, {File, _}} <- Forms] of
        [First | _] ->
            [{Type, Place} || {Type, {_, {File, _} = Place}} <- lists:sort(maps:to_list(Types)), File =:= First,
                              not is_map_key(Type, Used)];
        [] -> []
    end,
    lists:foldl(fun({Type, Place}, St1) -> add_warning(unused_type, Place, {unused_type, Type}, St1) end, St, Unused).

%% What a type in use is defined by is in use.
reached([Type | Rest], Uses, Reached) when is_map_key(Type, Reached) -> reached(Rest, Uses, Reached);
reached([Type | Rest], Uses, Reached) -> reached(maps:get(Type, Uses, []) ++ Rest, Uses, Reached#{Type => []});
reached([], _, Reached) -> Reached.
