%%% Patterns and guards for erl_lint: what they bind, what they compare with, and what may not stand in them.
-module(erlet_lint_pattern).

-export([pattern/4, patterns/4, guard/3, guard_expr/3, segments/4, check_alias/4, check_alias_expr/4, fields/6]).
-export([check_record/3, check_field/5, fold_beside/3]).

-include("erlet_lint.hrl").

-type table() :: erlet_lint_vars:table().

%%% Patterns: Table is what keys of maps and sizes may use; Old is the same, or empty where new variables hide old ones.

%% Patterns side by side: the update of known variables, and the new ones.
-spec patterns([tuple()], table(), table(), #lint{}) -> {table(), table(), #lint{}}.
patterns(Patterns, Table, Old, St) ->
    lists:foldl(fun(Pattern, {Used, New, St1}) ->
        {Used1, New1, St2} = pattern(Pattern, Table, Old, St1),
        joined(Used, New, Used1, New1, St2)
    end, {#{}, #{}, St}, Patterns).

joined(Used, New, Used1, New1, St) ->
    {AllUsed, St1} = erlet_lint_vars:beside(Used, Used1, St),
    {AllNew, St2} = erlet_lint_vars:beside(New, New1, St1),
    {AllUsed, AllNew, St2}.

-spec pattern(tuple(), table(), table(), #lint{}) -> {table(), table(), #lint{}}.
pattern({var, Anno, Name}, _, Old, St) -> erlet_lint_vars:bind(Name, Anno, Old, #{}, St);
pattern({Literal, _, _}, _, _, St)
  when Literal =:= char; Literal =:= integer; Literal =:= float; Literal =:= atom; Literal =:= string ->
    {#{}, #{}, St};
pattern({nil, _}, _, _, St) -> {#{}, #{}, St};
pattern({cons, _, Head, Tail}, Table, Old, St) -> patterns([Head, Tail], Table, Old, St);
pattern({tuple, _, Elements}, Table, Old, St) -> patterns(Elements, Table, Old, St);
pattern({map, _, Fields}, Table, Old, St) ->
    lists:foldl(fun(Field, {Used, New, St1}) ->
        {Used1, New1, St2} = map_field(Field, Table, Old, St1),
        joined(Used, New, Used1, New1, St2)
    end, {#{}, #{}, St}, Fields);
pattern({record_index, Anno, Name, Field}, _, _, St) ->
    {#{}, #{}, index(Anno, Name, Field, St)};
pattern({record, Anno, Name, Fields}, Table, Old, St) ->
    case check_record(Anno, Name, St) of
        {ok, Known, St1} -> record(Fields, Name, Known, Table, Old, St1);
        {error, St1} -> {#{}, #{}, St1}
    end;
pattern({bin, _, Segments}, Table, Old, St) -> bin(Segments, Table, Old, St);
pattern({op, _, '++', {nil, _}, Rest}, Table, Old, St) -> pattern(Rest, Table, Old, St);
pattern({op, Anno, '++', {cons, Anno1, {Kind, Anno2, C}, Tail}, Rest}, Table, Old, St)
  when Kind =:= char; Kind =:= integer ->
    {_, _, St1} = pattern({Kind, Anno2, C}, Table, Old, St),
    pattern({op, Anno, '++', Tail, {cons, Anno1, {Kind, Anno2, C}, Rest}}, Table, Old, St1);
pattern({op, _, '++', {string, _, _}, Rest}, Table, Old, St) -> pattern(Rest, Table, Old, St);
pattern({match, _, A, B}, Table, Old, St) ->
    {Used, New, St1} = pattern(A, Table, Old, St),
    {Used1, New1, St2} = pattern(B, Table, Old, St1),
    joined(Used, New, Used1, New1, check_alias(A, B, Table, St2));
pattern(Other, _, _, St) ->
    case erl_lint:is_pattern_expr(Other) of
        true -> {#{}, #{}, St};
        false -> {#{}, #{}, erlet_lint_state:add_error(element(2, Other), illegal_pattern, St)}
    end.

map_field({map_field_assoc, Anno, _, _}, _, _, St) ->
    {#{}, #{}, erlet_lint_state:add_error(Anno, illegal_pattern, St)};
map_field({map_field_exact, _, Key, Value}, Table, Old, St) ->
    {Used, St1} = guard_expr(Key, Table, St),
    {Used1, New, St2} = pattern(Value, Table, Old, St1),
    joined(Used, #{}, Used1, New, St2).

record(Fields, Name, Known, Table, Old, St) ->
    {_, Used, New, St1} = lists:foldl(fun(Field, {Seen, Used, New, St1}) ->
        case one_field(Field, Name, Known, Seen, St1) of
            {Seen1, Value, St2} ->
                {Used1, New1, St3} = pattern(Value, Table, Old, St2),
                {AllUsed, AllNew, St4} = joined(Used, New, Used1, New1, St3),
                {Seen1, AllUsed, AllNew, St4};
            %% A wrong field takes with it what those before it bind.
            {Seen1, St2} -> {Seen1, #{}, #{}, St2}
        end
    end, {[], #{}, #{}, St}, Fields),
    case [Anno || {record_field, _, {var, Anno, '_'}, _} <- Fields] of
        [Anno | _] when length(Fields) > length(Known) ->
            {Used, New, erlet_lint_state:add_error(Anno, bad_multi_field_init, St1)};
        _ -> {Used, New, St1}
    end.

%%% Records

%% The fields of a record that must be known.
-spec check_record(erl_anno:anno(), atom(), #lint{}) -> {ok, [{atom(), tuple()}], #lint{}} | {error, #lint{}}.
check_record(Anno, Name, #lint{records = Records} = St) ->
    case Records of
        #{Name := {_, Fields}} -> {ok, Fields, erlet_lint_state:use_record(Name, St)};
        _ -> {error, erlet_lint_state:add_error(Anno, {undefined_record, Name}, St)}
    end.

index(Anno, Name, {atom, FieldAnno, Field}, St) ->
    case check_record(Anno, Name, St) of
        {ok, Known, St1} -> check_field(FieldAnno, Name, Field, Known, St1);
        {error, St1} -> St1
    end.

-spec check_field(erl_anno:anno(), atom(), atom(), [{atom(), tuple()}], #lint{}) -> #lint{}.
check_field(Anno, Name, Field, Known, St) ->
    case lists:keymember(Field, 1, Known) of
        true -> St;
        false -> erlet_lint_state:add_error(Anno, {undefined_field, Name, Field}, St)
    end.

%% The values of fields in an expression or a guard, each field given once.
-spec fields([tuple()], atom(), [{atom(), tuple()}], table(), fun((tuple(), table(), #lint{}) -> {table(), #lint{}}),
             #lint{}) -> {table(), #lint{}}.
fields(Fields, Name, Known, Table, Check, St) ->
    {_, All, Last} = lists:foldl(fun(Field, {Seen, All, St1}) ->
        case one_field(Field, Name, Known, Seen, St1) of
            {Seen1, Value, St2} ->
                {Added, St3} = Check(Value, Table, St2),
                {All1, St4} = erlet_lint_vars:beside(All, Added, St3),
                {Seen1, All1, St4};
            {Seen1, St2} -> {Seen1, All, St2}
        end
    end, {[], #{}, St}, Fields),
    {All, Last}.

one_field({record_field, Anno, {atom, FieldAnno, Field}, Value}, Name, Known, Seen, St) ->
    case {lists:member(Field, Seen), lists:keymember(Field, 1, Known)} of
        {true, _} -> {Seen, erlet_lint_state:add_error(Anno, {redefine_field, Name, Field}, St)};
        {false, true} -> {[Field | Seen], Value, St};
        {false, false} -> {[Field | Seen], erlet_lint_state:add_error(FieldAnno, {undefined_field, Name, Field}, St)}
    end;
one_field({record_field, _, {var, Anno, '_'}, Value}, _, _, Seen, St) ->
    case lists:member('_', Seen) of
        true -> {Seen, erlet_lint_state:add_error(Anno, bad_multi_field_init, St)};
        false -> {['_' | Seen], Value, St}
    end;
one_field({record_field, _, {var, Anno, Variable}, _}, Name, _, Seen, St) ->
    {Seen, erlet_lint_state:add_error(Anno, {field_name_is_variable, Name, Variable}, St)}.

%%% Two patterns for one value

%% Binaries cannot be taken apart twice, and keys of maps must be known before.
-spec check_alias(tuple(), tuple(), table(), #lint{}) -> #lint{}.
check_alias({match, _, A, B}, Other, Table, St) -> check_alias(B, Other, Table, check_alias(A, Other, Table, St));
check_alias(Other, {match, _, A, B}, Table, St) -> check_alias(B, Other, Table, check_alias(A, Other, Table, St));
check_alias({bin, _, _}, {bin, Anno, _}, _, St) -> erlet_lint_state:add_error(Anno, illegal_bin_pattern, St);
check_alias({map, _, A}, {map, _, B}, Table, St) ->
    Keys = [{Anno, Name} || {_, _, {var, Anno, Name}, _} <- A ++ B],
    lists:foldl(fun({Anno, Name}, St1) ->
        case Table of
            #{Name := {bound, _, _}} -> St1;
            _ -> erlet_lint_state:add_error(Anno, {unbound_var, Name}, St1)
        end
    end, St, Keys);
check_alias({cons, _, Head, Tail}, {cons, _, Head1, Tail1}, Table, St) ->
    check_alias(Tail, Tail1, Table, check_alias(Head, Head1, Table, St));
check_alias({tuple, _, Elements}, {tuple, _, Elements1}, Table, St) -> aliases(Elements, Elements1, Table, St);
check_alias({record, _, Name, Fields}, {record, _, Name, Fields1}, Table, St) ->
    Pairs = [{Value, Value1} || {record_field, _, {atom, _, Field}, Value} <- Fields,
                                {record_field, _, {atom, _, Field1}, Value1} <- Fields1, Field =:= Field1],
    aliases([A || {A, _} <- Pairs], [B || {_, B} <- Pairs], Table, St);
check_alias(_, _, _, St) -> St.

aliases([A | As], [B | Bs], Table, St) -> aliases(As, Bs, Table, check_alias(A, B, Table, St));
aliases(_, _, _, St) -> St.

%% The same of a pattern and the patterns at its value's beginning: `<<A>> = <<B>> = f()`.
-spec check_alias_expr(tuple(), tuple(), table(), #lint{}) -> #lint{}.
check_alias_expr(Pattern, {match, _, Inner, Value}, Table, St)
  when element(1, Pattern) =:= bin; element(1, Pattern) =:= map; element(1, Pattern) =:= match ->
    check_alias_expr(Pattern, Value, Table, check_alias(Pattern, Inner, Table, St));
check_alias_expr(_, _, _, St) -> St.

%%% Binaries

%% The segments of a binary in an expression or a guard.
-spec segments([tuple()], table(), fun((tuple(), table(), #lint{}) -> {table(), #lint{}}), #lint{}) ->
          {table(), #lint{}}.
segments(Segments, Table, Check, St) ->
    lists:foldl(fun({bin_element, Anno, Value, Size, Types}, {All, St1}) ->
        {Used, St2} = Check(Value, Table, St1),
        {Used1, St3} = case Size of
            default -> {#{}, St2};
            _ -> Check(Size, Table, St2)
        end,
        {_, St4} = segment(Anno, Size, Types, St3),
        {erlet_lint_vars:merge(erlet_lint_vars:merge(All, Used), Used1), St4}
    end, {#{}, St}, Segments).

%% Sizes see what the segments before them bind.
bin(Segments, Table, Old, St) ->
    {Used, New, _, Last} = lists:foldl(fun(Segment, {Used, New, Open, St1}) ->
        bin_segment(Segment, Table, Old, Used, New, Open, St1)
    end, {#{}, #{}, none, St}, Segments),
    {Used, New, Last}.

bin_segment({bin_element, Anno, {string, _, _} = Value, Size, Types}, Table, Old, Used, New, Open, St) ->
    case good_string(Size, Types) of
        true -> bin_segment({string, Anno, Value, Size, Types}, Table, Old, Used, New, Open, St);
        false -> {Used, New, none, erlet_lint_state:add_error(Anno, typed_literal_string, open(Open, St))}
    end;
bin_segment({Kind, Anno, Value, Size, Types}, Table, Old, Used, New, Open, St) ->
    {ValueUsed, ValueNew, St1} = segment_value(Value, Old, New, open(Open, St)),
    {SizeUsed, SizeNew, St2} = segment_size(Size, Table, New, St1),
    %% The word `all` is no size here, but the compiler's own way to say default.
    Given = case Size of
        {atom, _, _} -> none;
        _ -> Size
    end,
    {Known, St3} = segment(Anno, Given, Types, St2),
    Open1 = case Known of
        all when Kind =:= bin_element -> Anno;
        _ -> none
    end,
    {merged([Used, ValueUsed, SizeUsed]), merged([New, ValueNew, SizeNew]), Open1, St3}.

merged(Tables) -> lists:foldl(fun(Table, All) -> erlet_lint_vars:merge(All, Table) end, #{}, Tables).

%% A segment that takes all that is left may be the last one only.
open(none, St) -> St;
open(Anno, St) -> erlet_lint_state:add_error(Anno, unsized_binary_not_at_end, St).

good_string(default, default) -> true;
good_string(default, Types) -> lists:any(fun(Type) -> lists:member(Type, [utf8, utf16, utf32]) end, Types);
good_string(_, _) -> false.

segment_value({var, Anno, Name}, Old, New, St) -> erlet_lint_vars:bind(Name, Anno, Old, New, St);
segment_value({string, _, _}, _, _, St) -> {#{}, #{}, St};
segment_value({bin, Anno, _}, _, _, St) -> {#{}, #{}, erlet_lint_state:add_error(Anno, illegal_pattern, St)};
segment_value(Value, _, _, St) ->
    case erl_lint:is_pattern_expr(Value) of
        true -> {#{}, #{}, St};
        false -> {#{}, #{}, erlet_lint_state:add_error(element(2, Value), illegal_pattern, St)}
    end.

segment_size(default, _, _, St) -> {#{}, #{}, St};
segment_size({integer, _, _}, _, _, St) -> {#{}, #{}, St};
segment_size({var, Anno, Name}, Table, New, St) -> erlet_lint_vars:size(Name, Anno, Table, New, St);
segment_size(Size, Table, New, #lint{in_size = Outer} = St) ->
    {Used, St1} = guard_expr(Size, Table, St#lint{in_size = New}),
    St2 = St1#lint{in_size = Outer},
    {Used, St1#lint.in_size,
     case never_integer(Size) of
         true -> erlet_lint_state:add_warning(element(2, Size), non_integer_bitsize, St2);
         false -> St2
     end}.

never_integer(Size) -> lists:member(element(1, Size), [atom, bin, cons, nil, float, map, tuple]).

%% Checks that type, size and unit of a segment go together; gives its size: bits, all or unknown.
segment(Anno, Size, Types, St) ->
    case types(Types) of
        {error, Reason} -> {unknown, erlet_lint_state:add_error(Anno, Reason, St)};
        Known -> sized(Anno, value(Size), maps:get(type, Known, integer), maps:get(unit, Known, none), St)
    end.

value({integer, _, Size}) -> Size;
value({atom, _, all}) -> all;
value(default) -> default;
value(_) -> unknown.

types(default) -> #{};
types(Types) -> lists:foldl(fun type/2, #{}, Types).

type(_, {error, _} = Error) -> Error;
type({unit, Unit}, Known) -> property(unit, Unit, Known);
type(Type, Known) ->
    Properties = [{type, [integer, float, binary, bytes, bitstring, bits, utf8, utf16, utf32]},
                  {endianness, [big, little, native]}, {sign, [signed, unsigned]}],
    case [Property || {Property, Names} <- Properties, lists:member(Type, Names)] of
        [Property] -> property(Property, full_name(Type), Known);
        [] -> {error, {undefined_bittype, Type}}
    end.

full_name(bytes) -> binary;
full_name(bits) -> bitstring;
full_name(Type) -> Type.

property(Property, Value, Known) ->
    case Known of
        #{Property := Value} -> Known;
        #{Property := Other} ->
            Name = case Property of
                sign -> "sign";
                _ -> atom_to_list(Property)
            end,
            {error, {bittype_mismatch, shown(Property, Value), shown(Property, Other), Name}};
        _ -> Known#{Property => Value}
    end.

shown(unit, Unit) -> {unit, Unit};
shown(_, Value) -> Value.

sized(Anno, Size, Type, Unit, St) when Type =:= utf8; Type =:= utf16; Type =:= utf32 ->
    case {Size, Unit} of
        {default, none} -> {unknown, St};
        _ -> {unknown, erlet_lint_state:add_error(Anno, utf_bittype_size_or_unit, St)}
    end;
sized(_, default, Type, _, St) when Type =:= binary; Type =:= bitstring -> {all, St};
sized(_, default, _, none, St) -> {unknown, St};
sized(Anno, default, _, _, St) -> {unknown, erlet_lint_state:add_error(Anno, bittype_unit, St)};
sized(_, all, Type, _, St) when Type =:= binary; Type =:= bitstring -> {all, St};
sized(Anno, all, _, _, St) -> {unknown, erlet_lint_state:add_error(Anno, illegal_bitsize, St)};
sized(_, unknown, _, _, St) -> {unknown, St};
sized(Anno, Size, Type, Unit, St) ->
    Bits = Size * unit(Unit, Type),
    case Type =:= float andalso not lists:member(Bits, [16, 32, 64]) of
        true -> {Bits, erlet_lint_state:add_warning(Anno, {bad_bitsize, "float"}, St)};
        false -> {Bits, St}
    end.

unit(none, binary) -> 8;
unit(none, _) -> 1;
unit(Unit, _) -> Unit.

%%% Guards

%% A whole guard: what it uses.
-spec guard([[tuple()]], table(), #lint{}) -> {table(), #lint{}}.
guard(Guard, Table, St) ->
    {Used, _, Last} = lists:foldl(fun(Test, {All, Table1, St1}) ->
        {Used, St2} = test(Test, Table1, St1),
        {erlet_lint_vars:update(Used, All), erlet_lint_vars:update(Used, Table1), St2}
    end, {#{}, Table, St}, lists:append(Guard)),
    {Used, Last}.

%% At the top of a guard the tests of old may stand.
test({call, Anno, {atom, NameAnno, Name}, Args} = Test, Table, St) ->
    Arity = length(Args),
    St1 = case erl_internal:old_type_test(Name, Arity) of
        true ->
            Obsolete = erlet_lint_state:add_warning(obsolete_guard, NameAnno, {obsolete_guard, {Name, Arity}}, St),
            overridden(Anno, Name, Arity, Obsolete);
        false -> erlet_lint_call:deprecated(Anno, erlang, Name, Args, St)
    end,
    case erl_internal:type_test(Name, Arity) andalso Arity =:= 1 of
        true ->
            {Used, St2} = guard_list(Args, Table, St1),
            case clashes({Name, Arity}, St2) of
                true -> {Used, erlet_lint_state:add_error(NameAnno, {illegal_guard_local_call, {Name, Arity}}, St2)};
                false -> {Used, St2}
            end;
        false when Name =:= record, Arity =:= 2 -> guard_expr({call, Anno, {atom, NameAnno, is_record}, Args}, Table, St1);
        false -> guard_expr(Test, Table, St1)
    end;
test(Test, Table, St) -> guard_expr(Test, Table, St).

overridden(Anno, Name, Arity, St) ->
    case erlet_lint_state:is_local({list_to_atom("is_" ++ atom_to_list(Name)), Arity}, St) of
        true -> erlet_lint_state:add_error(Anno, {obsolete_guard_overridden, Name}, St);
        false -> St
    end.

%% An expression inside a guard.
-spec guard_expr(tuple(), table(), #lint{}) -> {table(), #lint{}}.
guard_expr({var, Anno, Name}, Table, St) -> erlet_lint_vars:use(Name, Anno, Table, St);
guard_expr({Literal, _, _}, _, St)
  when Literal =:= char; Literal =:= integer; Literal =:= float; Literal =:= atom; Literal =:= string -> {#{}, St};
guard_expr({nil, _}, _, St) -> {#{}, St};
guard_expr({cons, _, Head, Tail}, Table, St) -> guard_list([Head, Tail], Table, St);
guard_expr({tuple, _, Elements}, Table, St) -> guard_list(Elements, Table, St);
guard_expr({map, _, Fields}, Table, St) ->
    guard_list(pairs(Fields), Table, check_construction(Fields, St));
guard_expr({map, _, Base, Fields}, Table, St) ->
    {Used, St1} = guard_expr(Base, Table, St),
    {Used1, St2} = guard_list(pairs(Fields), Table, St1),
    {erlet_lint_vars:merge(Used, Used1), St2};
guard_expr({record_index, Anno, Name, Field}, _, St) -> {#{}, index(Anno, Name, Field, St)};
guard_expr({record_field, Anno, Record, Name, Field}, Table, St) ->
    {Used, St1} = guard_expr(Record, Table, St),
    {Used, index(Anno, Name, Field, St1)};
guard_expr({record, Anno, Name, Fields}, Table, St) ->
    case check_record(Anno, Name, St) of
        {ok, Known, St1} ->
            {Used, St2} = fields(Fields, Name, Known, Table, fun guard_expr/3, St1),
            {Used, erlet_lint_expr:defaults(Fields, Known, fun guard_expr/3, St2)};
        {error, St1} -> {#{}, St1}
    end;
guard_expr({bin, _, Segments}, Table, St) -> segments(Segments, Table, fun guard_expr/3, St);
guard_expr({call, Anno, {atom, _, Name}, Args}, Table, St) -> call(Anno, Name, Args, Table, false, St);
guard_expr({call, Anno, {remote, _, {atom, _, erlang}, {atom, _, Name}}, Args}, Table, St) ->
    call(Anno, Name, Args, Table, true, St);
guard_expr({call, Anno, {tuple, TupleAnno, [{atom, _, erlang} = Module, {atom, _, _} = Name]}, Args}, Table, St) ->
    guard_expr({call, Anno, {remote, TupleAnno, Module, Name}, Args}, Table, St);
guard_expr({op, Anno, Operator, Operand}, Table, St) ->
    {Used, St1} = guard_expr(Operand, Table, St),
    {Used, check_operator(Anno, Operator, 1, St1)};
guard_expr({op, _, Operator, A, B}, Table, St) when Operator =:= 'andalso'; Operator =:= 'orelse' ->
    guard_list([A, B], Table, St);
guard_expr({op, Anno, Operator, A, B}, Table, St) ->
    {Used, St1} = guard_list([A, B], Table, St),
    {Used, check_operator(Anno, Operator, 2, St1)};
guard_expr(Other, _, St) -> {#{}, illegal(element(2, Other), St)}.

%% In `#{Key => Value}` nothing can be there already.
check_construction(Fields, St) ->
    lists:foldl(fun({map_field_exact, Anno, _, _}, St1) -> erlet_lint_state:add_error(Anno, illegal_map_construction, St1);
                   (_, St1) -> St1
                end, St, Fields).

pairs(Fields) -> lists:append([[Key, Value] || {_, _, Key, Value} <- Fields]).

guard_list(Exprs, Table, St) ->
    lists:foldl(fun(Expr, {All, St1}) ->
        {Used, St2} = guard_expr(Expr, Table, St1),
        {erlet_lint_vars:merge(All, Used), St2}
    end, {#{}, St}, Exprs).

check_operator(Anno, Operator, Arity, St) ->
    case is_operator(Operator, Arity) of
        true -> St;
        false -> illegal(Anno, St)
    end.

is_operator(Operator, Arity) ->
    erl_internal:arith_op(Operator, Arity) orelse erl_internal:bool_op(Operator, Arity)
        orelse erl_internal:comp_op(Operator, Arity).

call(_, is_record, [Value, {atom, NameAnno, Name}], Table, _, St) ->
    {Used, St1} = guard_expr(Value, Table, St),
    case check_record(NameAnno, Name, St1) of
        {ok, _, St2} -> {Used, St2};
        {error, St2} -> {Used, St2}
    end;
call(Anno, is_record, [Value, {atom, _, _}, {integer, _, _}], Table, _, St) ->
    {Used, St1} = guard_expr(Value, Table, St),
    case clashes({is_record, 3}, St1) of
        true -> {Used, erlet_lint_state:add_error(Anno, {illegal_guard_local_call, {is_record, 3}}, St1)};
        false -> {Used, St1}
    end;
call(Anno, is_record, Args, Table, _, St) when length(Args) =:= 2; length(Args) =:= 3 ->
    guard_list(Args, Table, illegal(Anno, St));
call(Anno, Name, Args, Table, Remote, St) ->
    Function = {Name, length(Args)},
    {Used, St1} = guard_list(Args, Table, St),
    Allowed = erl_internal:guard_bif(Name, length(Args)) orelse Remote andalso is_operator(Name, length(Args)),
    case Allowed andalso (Remote orelse not clashes(Function, St1)) of
        true -> {Used, St1};
        false -> {Used, illegal_call(Anno, Function, Remote, St1)}
    end.

illegal_call(Anno, Function, Remote, St) ->
    Known = erlet_lint_state:is_local(Function, St) orelse erlet_lint_state:is_imported(Function, St) =/= false,
    case Known andalso not Remote of
        true when St#lint.in_size =:= none ->
            erlet_lint_state:add_error(Anno, {illegal_guard_local_call, Function}, St);
        true -> erlet_lint_state:add_error(Anno, {illegal_bitsize_local_call, Function}, St);
        false -> illegal(Anno, St)
    end.

illegal(Anno, #lint{in_size = none} = St) -> erlet_lint_state:add_error(Anno, illegal_guard_expr, St);
illegal(Anno, St) -> erlet_lint_state:add_error(Anno, illegal_bitsize, St).

%% Whether something of the module's own hides a test.
clashes(Function, St) ->
    Imported = erlet_lint_state:is_imported(Function, St),
    erlet_lint_state:is_local(Function, St) orelse
        Imported =/= {true, erlang} andalso (Imported =/= false orelse erlet_lint_state:suppresses(Function, St)).

%% Tables of expressions side by side.
-spec fold_beside(fun((tuple(), #lint{}) -> {table(), #lint{}}), [tuple()], #lint{}) -> {table(), #lint{}}.
fold_beside(Check, Exprs, St) ->
    lists:foldl(fun(Expr, {All, St1}) ->
        {Added, St2} = Check(Expr, St1),
        erlet_lint_vars:beside(All, Added, St2)
    end, {#{}, St}, Exprs).
