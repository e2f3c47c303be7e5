%%% Expressions and clauses for erl_lint.
-module(erlet_lint_expr).

-export([function_clause/2, exprs/3, expr/3, defaults/4]).

-include("erlet_lint.hrl").

-type table() :: erlet_lint_vars:table().

%% A clause of a function.
-spec function_clause(tuple(), #lint{}) -> #lint{}.
function_clause({clause, _, Patterns, Guard, Body}, St) ->
    {Used, New, St1} = erlet_lint_pattern:patterns(Patterns, #{}, #{}, St),
    Head = erlet_lint_vars:update(Used, New),
    {Tested, St2} = erlet_lint_pattern:guard(Guard, Head, St1),
    Table = erlet_lint_vars:update(Tested, Head),
    {Added, St3} = exprs(Body, Table, St2),
    erlet_lint_vars:warn_unused(erlet_lint_vars:update(Added, Table), #{}, St3).

%% Expressions one after another: what they add and use.
-spec exprs([tuple()], table(), #lint{}) -> {table(), #lint{}}.
exprs(Exprs, Table, St) ->
    {All, _, Last} = lists:foldl(fun(Expr, {All, Table1, St1}) ->
        {Added, St2} = expr(Expr, Table1, St1),
        {erlet_lint_vars:update(Added, All), erlet_lint_vars:update(Added, Table1), St2}
    end, {#{}, Table, St}, Exprs),
    {All, Last}.

%% Expressions side by side.
list(Exprs, Table, St) ->
    erlet_lint_pattern:fold_beside(fun(Expr, St1) -> expr(Expr, Table, St1) end, Exprs, St).

-spec expr(tuple(), table(), #lint{}) -> {table(), #lint{}}.
expr({var, Anno, Name}, Table, St) -> erlet_lint_vars:use(Name, Anno, Table, St);
expr({Literal, _, _}, _, St)
  when Literal =:= char; Literal =:= integer; Literal =:= float; Literal =:= atom; Literal =:= string -> {#{}, St};
expr({nil, _}, _, St) -> {#{}, St};
expr({cons, _, Head, Tail}, Table, St) -> list([Head, Tail], Table, St);
expr({tuple, _, Elements}, Table, St) -> list(Elements, Table, St);
expr({lc, _, Template, Qualifiers}, Table, St) -> comprehension(Template, Qualifiers, Table, St);
expr({bc, _, Template, Qualifiers}, Table, St) -> comprehension(Template, Qualifiers, Table, St);
expr({map, _, Fields}, Table, St) ->
    St1 = lists:foldl(fun({map_field_exact, Anno, _, _}, Acc) ->
                              erlet_lint_state:add_error(Anno, illegal_map_construction, Acc);
                         (_, Acc) -> Acc
                      end, St, Fields),
    map_fields(Fields, Table, St1);
expr({map, _, Base, Fields}, Table, St) ->
    {All, St1} = expr(Base, Table, St),
    {Added, St2} = map_fields(Fields, Table, St1),
    {erlet_lint_vars:update(Added, All), St2};
expr({bin, _, Segments}, Table, St) -> erlet_lint_pattern:segments(Segments, Table, fun expr/3, St);
expr(Expr, Table, St) when element(1, Expr) =:= record; element(1, Expr) =:= record_field; element(1, Expr) =:= record_index ->
    record(Expr, Table, St);
expr({block, _, Body}, Table, St) -> exprs(Body, Table, St);
expr({'if', Anno, Clauses}, Table, St) -> exporting_clauses(Clauses, {'if', Anno}, Table, St);
expr({'case', Anno, Subject, Clauses}, Table, St) ->
    {All, St1} = expr(Subject, Table, St),
    {Added, St2} = exporting_clauses(Clauses, {'case', Anno}, erlet_lint_vars:update(All, Table), St1),
    {erlet_lint_vars:merge(All, Added), St2};
expr({'receive', Anno, Clauses}, Table, St) -> exporting_clauses(Clauses, {'receive', Anno}, Table, St);
expr({'receive', Anno, Clauses, Time, Body}, Table, St) ->
    {All, St1} = expr(Time, Table, St),
    {Late, St2} = exprs(Body, Table, St1),
    {Tables, St3} = clauses(Clauses, Table, St2),
    Added = erlet_lint_vars:export({'receive', Anno}, [Late | Tables], Table, St3),
    {erlet_lint_vars:merge(erlet_lint_vars:merge(All, Late), Added), St3};
expr({'try', _, _, _, _, _} = Try, Table, St) -> try_expr(Try, Table, St);
expr({'catch', Anno, Inner}, Table, St) ->
    {Added, St1} = expr(Inner, Table, St),
    {unsafe({'catch', Anno}, Added, Table), St1};
expr({'maybe', Anno, Body}, Table, St) ->
    {Inside, St1} = exprs(Body, Table, St),
    {erlet_lint_vars:merge(Inside, erlet_lint_vars:update(erlet_lint_vars:unsafe({'maybe', Anno}, Inside, Table), Table)), St1};
expr({'maybe', Anno, Body, {'else', ElseAnno, Clauses}}, Table, St) ->
    {Inside, St1} = exprs(Body, Table, St),
    Seen = erlet_lint_vars:update(erlet_lint_vars:unsafe({'maybe', Anno}, Inside, Table), Table),
    {Added, St2} = exporting_clauses(Clauses, {'else', ElseAnno}, Seen, St1),
    Out = erlet_lint_vars:update(erlet_lint_vars:unsafe({'else', ElseAnno}, Added, Table), Table),
    {lists:foldl(fun erlet_lint_vars:merge/2, Inside, [Seen, Added, Out]), St2};
expr({maybe_match, Anno, Pattern, Value}, Table, St) -> expr({match, Anno, Pattern, Value}, Table, St);
expr({match, _, Pattern, Value}, Table, St) ->
    {All, St1} = expr(Value, Table, St),
    After = erlet_lint_vars:update(All, Table),
    {Used, New, St2} = erlet_lint_pattern:pattern(Pattern, After, After, St1),
    St3 = erlet_lint_pattern:check_alias_expr(Pattern, Value, Table, St2),
    {erlet_lint_vars:update(New, erlet_lint_vars:merge(All, Used)), St3};
expr({op, _, _, Operand}, Table, St) -> expr(Operand, Table, St);
expr({op, Anno, Operator, A, B}, Table, St) when Operator =:= 'andalso'; Operator =:= 'orelse' ->
    {All, St1} = expr(A, Table, St),
    First = erlet_lint_vars:update(All, Table),
    {Added, St2} = expr(B, First, St1),
    {erlet_lint_vars:merge(All, unsafe({Operator, Anno}, Added, First)), St2};
expr({op, _, _, A, B}, Table, St) -> list([A, B], Table, St);
expr({'fun', _, {clauses, Clauses}}, Table, St) -> fun_clauses(Clauses, Table, St);
expr({'fun', Anno, {function, Name, Arity}}, _, St) -> {#{}, erlet_lint_call:reference(Anno, Name, Arity, St)};
expr({'fun', _, {function, Module, _, _}}, _, St) when is_atom(Module) -> {#{}, St};
expr({'fun', _, {function, Module, Name, Arity}}, Table, St) -> list([Module, Name, Arity], Table, St);
expr({named_fun, _, '_', Clauses}, Table, St) -> fun_clauses(Clauses, Table, St);
expr({named_fun, Anno, Name, Clauses}, Table, St) -> named_fun(Anno, Name, Clauses, Table, St);
expr({call, _, _, _} = Call, Table, St) -> erlet_lint_call:call(Call, Table, fun expr/3, St);
expr({remote, _, Module, _}, _, St) -> {#{}, erlet_lint_state:add_error(erl_parse:first_anno(Module), illegal_expr, St)}.

map_fields(Fields, Table, St) ->
    lists:foldl(fun({_, _, Key, Value}, {All, St1}) ->
        {Added, St2} = list([Key, Value], Table, St1),
        {erlet_lint_vars:update(All, Added), St2}
    end, {#{}, St}, Fields).

%% What may not have happened.
unsafe(From, Added, Table) -> erlet_lint_vars:update(erlet_lint_vars:unsafe(From, Added, Table), Added).

%%% Clauses

exporting_clauses(Clauses, From, Table, St) ->
    {Tables, St1} = clauses(Clauses, Table, St),
    {erlet_lint_vars:export(From, Tables, Table, St1), St1}.

clauses(Clauses, Table, St) ->
    lists:mapfoldl(fun(Clause, St1) -> clause(Clause, Table, St1) end, St, Clauses).

clause({clause, _, Patterns, Guard, Body}, Table, St) ->
    {Used, New, St1} = erlet_lint_pattern:patterns(Patterns, Table, Table, St),
    Own = erlet_lint_vars:update(Used, New),
    guarded(Guard, Body, Own, Table, erlet_lint_vars:update(Own, Table), St1).

%% Guard and body of a clause; Seen is what the guard sees.
guarded(Guard, Body, Own, Table, Seen, St) ->
    {Tested, St1} = erlet_lint_pattern:guard(Guard, Seen, St),
    Own1 = erlet_lint_vars:update(Tested, Own),
    {Added, St2} = exprs(Body, erlet_lint_vars:update(Own1, Table), St1),
    {erlet_lint_vars:update(Added, Own1), St2}.

try_expr({'try', Anno, Body, Of, Catch, After}, Table, St) ->
    From = {'try', Anno},
    {Inside, St1} = exprs(Body, Table, St),
    NotSafe = erlet_lint_vars:unsafe(From, Inside, Table),
    Seen = erlet_lint_vars:update(Inside, Table),
    {Tables, St2} = clauses(Of, Seen, St1),
    Failed = erlet_lint_vars:update(NotSafe, Table),
    {Tables1, St3} = lists:mapfoldl(fun(Clause, Acc) -> catch_clause(Clause, Failed, Acc) end, St2, Catch),
    Out = unsafe(From, erlet_lint_vars:export(From, Tables ++ Tables1, Seen, St3), Table),
    All = erlet_lint_vars:merge(erlet_lint_vars:update(NotSafe, Inside), Out),
    {Last, St4} = exprs(After, erlet_lint_vars:update(All, Table), St3),
    {erlet_lint_vars:merge(All, unsafe(From, Last, Table)), St4}.

%% The stack trace is not known to the guard, and nothing may be known of it before.
catch_clause({clause, _, [{tuple, _, [_, _, {var, Anno, Name}]}] = Patterns, Guard, Body}, Table, St)
  when Name =/= '_' ->
    {Used, New, St1} = erlet_lint_pattern:patterns(Patterns, Table, Table, St),
    Own = erlet_lint_vars:update(Used, New),
    St2 = case Own of
        #{Name := {_, used, _}} -> erlet_lint_state:add_error(Anno, {stacktrace_bound, Name}, St1);
        _ -> St1
    end,
    Trace = erlet_lint_vars:one(Name, stacktrace, unused, [Anno]),
    Seen = erlet_lint_vars:update(Trace, erlet_lint_vars:update(Own, Table)),
    guarded(Guard, Body, Own, Table, Seen, St2);
catch_clause(Clause, Table, St) -> clause(Clause, Table, St).

%%% Funs and comprehensions: what they bind is not seen outside.

fun_clauses(Clauses, Table, #lint{in_default = Outer} = St) ->
    {All, Last} = lists:foldl(fun(Clause, {All, St1}) ->
        {Used, St2} = fun_clause(Clause, Table, St1),
        {erlet_lint_vars:merge(Used, All), St2}
    end, {#{}, St#lint{in_default = false}}, Clauses),
    {kept(All, Table), Last#lint{in_default = Outer}}.

kept(Table, Before) -> erlet_lint_vars:safe(erlet_lint_vars:used(erlet_lint_vars:only(Table, Before))).

fun_clause({clause, _, Patterns, Guard, Body}, Before, St) ->
    {Used, New, St1} = erlet_lint_pattern:patterns(Patterns, Before, #{}, St),
    Head = erlet_lint_vars:update(Used, Before),
    St2 = erlet_lint_vars:warn_shadowed(New, Before, 'fun', St1),
    Hidden = erlet_lint_vars:only(Head, New),
    Table = erlet_lint_vars:update(New, erlet_lint_vars:without(Head, New)),
    {Tested, St3} = erlet_lint_pattern:guard(Guard, Table, St2),
    Table1 = erlet_lint_vars:update(Tested, Table),
    {Added, St4} = exprs(Body, Table1, St3),
    Table2 = erlet_lint_vars:update(Added, Table1),
    St5 = erlet_lint_vars:warn_unused(Table2, Before, St4),
    %% What shadows is new as well.
    St6 = erlet_lint_vars:warn_unused(erlet_lint_vars:only(Table2, Hidden), #{}, St5),
    Out = erlet_lint_vars:merge(Hidden, erlet_lint_vars:without(Table2, Hidden)),
    {erlet_lint_vars:only(Out, Before), St6}.

named_fun(Anno, Name, Clauses, Table, St) ->
    Own = erlet_lint_vars:one(Name, bound, unused, [Anno]),
    St1 = erlet_lint_vars:warn_shadowed(Own, Table, 'named fun', St),
    Inner = erlet_lint_vars:update(Own, erlet_lint_vars:without(Table, Own)),
    {Used, St2} = fun_clauses(Clauses, Inner, St1),
    OwnUsed = erlet_lint_vars:update(erlet_lint_vars:only(Used, Own), Own),
    St3 = erlet_lint_vars:warn_unused(OwnUsed, #{}, St2),
    {erlet_lint_vars:only(erlet_lint_vars:without(Used, Own), Table), St3}.

comprehension(Template, Qualifiers, Before, #lint{in_default = Outer} = St) ->
    {Table, Hidden, St1} = qualifiers(Qualifiers, Before, #{}, St#lint{in_default = false}),
    {Used, St2} = expr(Template, Table, St1#lint{in_default = Outer}),
    Table1 = erlet_lint_vars:update(Used, Table),
    St3 = erlet_lint_vars:warn_unused(erlet_lint_vars:only(Table1, Hidden), #{}, St2),
    %% What is hidden and new is in both tables, but told of once.
    St4 = erlet_lint_vars:warn_unused(erlet_lint_vars:without(Hidden, Table1), Before, St3),
    St5 = erlet_lint_vars:warn_unused(erlet_lint_vars:without(Table1, Hidden), Before, St4),
    {kept(erlet_lint_vars:merge(erlet_lint_vars:without(Table1, Hidden), Hidden), Before), St5}.

qualifiers([{Kind, _, Pattern, Source} | Rest], Table, Hidden, St) when Kind =:= generate; Kind =:= b_generate ->
    {Table1, Hidden1, St1} = generator(Pattern, Source, Table, Hidden, check_generator(Kind, Pattern, St)),
    qualifiers(Rest, Table1, Hidden1, St1);
qualifiers([Filter | Rest], Table, Hidden, St) ->
    {Used, St1} = filter(Filter, Table, St),
    qualifiers(Rest, erlet_lint_vars:update(Used, Table), Hidden, St1);
qualifiers([], Table, Hidden, St) -> {Table, Hidden, St}.

%% A filter that may stand in a guard is read as one, old tests and all.
filter(Filter, Table, St) ->
    Own = fun(Function) ->
        erlet_lint_state:is_local(Function, St) orelse erlet_lint_state:is_imported(Function, St) =/= false
    end,
    case erl_lint:is_guard_test(Filter, [], Own) of
        true -> erlet_lint_pattern:guard([[Filter]], Table, St);
        false -> expr(Filter, Table, St)
    end.

generator(Pattern, Source, Table, Hidden, St) ->
    {Used, St1} = expr(Source, Table, St),
    St2 = erlet_lint_vars:warn_unused(Used, Table, St1),
    Table1 = erlet_lint_vars:update(erlet_lint_vars:only(Used, Table), Table),
    {Matched, New, St3} = erlet_lint_pattern:pattern(Pattern, Table1, #{}, St2),
    St4 = erlet_lint_vars:warn_shadowed(New, Table1, generate, St3),
    Table2 = erlet_lint_vars:update(Matched, Table1),
    Shadowed = erlet_lint_vars:only(Table2, New),
    St5 = erlet_lint_vars:warn_unused(erlet_lint_vars:only(Shadowed, Hidden), #{}, St4),
    Hidden1 = erlet_lint_vars:update(erlet_lint_vars:without(Shadowed, Hidden), Hidden),
    {erlet_lint_vars:update(New, erlet_lint_vars:without(Table2, New)), Hidden1, St5}.

check_generator(b_generate, {bin, _, [_ | _] = Segments}, St) ->
    case lists:last(Segments) of
        {bin_element, Anno, _, default, [Type | _]} when Type =:= binary; Type =:= bytes; Type =:= bitstring; Type =:= bits ->
            erlet_lint_state:add_error(Anno, unsized_binary_in_bin_gen_pattern, St);
        _ -> St
    end;
check_generator(_, _, St) -> St.

%%% Records

record({record_index, Anno, Name, {atom, FieldAnno, Field}}, _, St) ->
    {#{}, known_field(Anno, Name, FieldAnno, Field, St)};
record({record_field, Anno, Record, Name, {atom, FieldAnno, Field}}, Table, St) ->
    {Used, St1} = expr(Record, Table, check_is_record(Anno, Record, St)),
    {Used, known_field(Anno, Name, FieldAnno, Field, St1)};
record({record, Anno, Name, Fields}, Table, St) ->
    case erlet_lint_pattern:check_record(Anno, Name, St) of
        {ok, Known, St1} ->
            {Used, St2} = erlet_lint_pattern:fields(Fields, Name, Known, Table, fun expr/3, St1),
            {Used, defaults(Fields, Known, fun expr/3, St2)};
        {error, St1} -> {#{}, St1}
    end;
record({record, Anno, Record, Name, Fields}, Table, St) ->
    {Used, St1} = expr(Record, Table, check_is_record(Anno, Record, St)),
    case erlet_lint_pattern:check_record(Anno, Name, St1) of
        {ok, Known, St2} ->
            {Used1, St3} = erlet_lint_pattern:fields(Fields, Name, Known, Table, fun expr/3, St2),
            {erlet_lint_vars:merge(Used, Used1), check_wildcards(Fields, Name, St3)};
        {error, St2} -> {Used, St2}
    end.

known_field(Anno, Name, FieldAnno, Field, St) ->
    case erlet_lint_pattern:check_record(Anno, Name, St) of
        {ok, Known, St1} -> erlet_lint_pattern:check_field(FieldAnno, Name, Field, Known, St1);
        {error, St1} -> St1
    end.

check_wildcards(Fields, Name, St) ->
    lists:foldl(fun(Anno, St1) -> erlet_lint_state:add_error(Anno, {wildcard_in_update, Name}, St1) end, St,
                [Anno || {record_field, _, {var, Anno, '_'}, _} <- Fields]).

%% What the defaults of the fields that are not given refer to. They were checked where they stand.
-spec defaults([tuple()], [{atom(), tuple()}], fun((tuple(), table(), #lint{}) -> {table(), #lint{}}), #lint{}) -> #lint{}.
defaults(Fields, Known, Check, #lint{silent = Silent} = St) ->
    Given = [Field || {record_field, _, {_, _, Field}, _} <- Fields],
    case lists:member('_', Given) of
        true -> St;
        false ->
            Defaults = [Default || {Field, Default} <- Known, not lists:member(Field, Given), element(1, Default) =/= atom],
            St1 = lists:foldl(fun(Default, Acc) -> element(2, Check(Default, #{}, Acc)) end,
                              St#lint{silent = true}, Defaults),
            St1#lint{silent = Silent}
    end.

check_is_record(Anno, Record, St) ->
    Never = [char, integer, float, atom, string, cons, nil, lc, record_index, 'fun', named_fun],
    case lists:member(element(1, Record), Never) of
        true -> erlet_lint_state:add_warning(Anno, invalid_record, St);
        false -> St
    end.
