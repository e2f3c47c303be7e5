%%% The evaluator of abstract expressions. Patterns and guards are in `erlet_eval_match`.
%%%
%%% Inside, an evaluation gives `{Value, Bindings}`; `Handlers` says who evaluates calls. Bindings are a map, or an
%%% orddict where the caller uses one.
-module(erl_eval).

-export([expr/2, expr/3, expr/4, expr/5, exprs/2, exprs/3, exprs/4, expr_list/2, expr_list/3, expr_list/4]).
-export([new_bindings/0, bindings/1, binding/2, add_binding/3, del_binding/2]).
-export([check_command/2, fun_data/1, is_constant_expr/1, match_clause/4, partial_eval/1, eval_str/1]).
-export([extended_parse_exprs/1, extended_parse_term/1]).
%% For erlet_eval_match.
-export([value/3]).

-export_type([binding_struct/0, bindings/0, local_function_handler/0, non_local_function_handler/0]).

-type name() :: term().
-type value() :: term().
-type bindings() :: [{name(), value()}].
-type binding_struct() :: orddict:orddict() | map().
-type local_function_handler() :: {value, fun()} | {eval, fun()} | none.
-type non_local_function_handler() :: {value, fun()} | none.
-type expression() :: erl_parse:abstract_expr().

-record(handlers, {local = none, remote = none}).

%%% Evaluating

%% The value of an expression, and what is bound afterwards. The bindings are a map or an orddict of names and values.
%% Without handlers the expression is checked first, as the compiler would. What it raises, this raises: `undef` for a
%% local function.
%% > {ok, Ts, _} = erl_scan:string("X + 1."), {ok, [E]} = erl_parse:parse_exprs(Ts), erl_eval:expr(E, #{'X' => 41}).
%% {value,42,#{'X' => 41}}
%% > {ok, Ts, _} = erl_scan:string("X + 1."), {ok, [E]} = erl_parse:parse_exprs(Ts), erl_eval:expr(E, #{}).
%% ** error:{unbound_var,'X'}
-spec expr(expression(), binding_struct()) -> {value, value(), binding_struct()}.
expr(Expr, Bindings) ->
    ok = checked([Expr], Bindings),
    expr(Expr, Bindings, none).

%% The value of an expression whose calls of local functions go to a handler: `{value, Fun}` is given a name and
%% values, `{eval, Fun}` a name, expressions and bindings, and gives a value and bindings.
%% > {ok, Ts, _} = erl_scan:string("f(1, 2)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_eval:expr(E, #{}, {value, fun(Name, Args) -> {Name, Args} end}).
%% {value,{f,[1,2]},#{}}
-spec expr(expression(), binding_struct(), local_function_handler()) -> {value, value(), binding_struct()}.
expr(Expr, Bindings, Local) -> expr(Expr, Bindings, Local, none).

%% As expr/3, with a handler for calls of functions of modules and of funs: `{value, Fun}` is given `{Module, Name}` or
%% the fun, and values.
%% > {ok, Ts, _} = erl_scan:string("m:f(1, 2)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_eval:expr(E, #{}, none, {value, fun(Called, Args) -> {Called, Args} end}).
%% {value,{{m,f},[1,2]},#{}}
-spec expr(expression(), binding_struct(), local_function_handler(), non_local_function_handler()) ->
          {value, value(), binding_struct()}.
expr(Expr, Bindings, Local, Remote) -> expr(Expr, Bindings, Local, Remote, none).

%% As expr/4; with `value` instead of `none` only the value is returned.
%% > {ok, Ts, _} = erl_scan:string("X + 1."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_eval:expr(E, #{'X' => 41}, none, none, value).
%% 42
-spec expr(expression(), binding_struct(), local_function_handler(), non_local_function_handler(), none | value) ->
          {value, value(), binding_struct()} | value().
expr(Expr, Bindings, Local, Remote, Return) when Return =:= none; Return =:= value ->
    {Value, New} = eval(Expr, Bindings, handlers(Local, Remote)),
    case Return of
        none -> {value, Value, New};
        value -> Value
    end.

%% The value of the last of a list of expressions, and what is bound then. Each sees what those before bound.
%% > {ok, Ts, _} = erl_scan:string("X = 20, Y = X + 1, X + Y."), {ok, Es} = erl_parse:parse_exprs(Ts),
%%   erl_eval:exprs(Es, #{}).
%% {value,41,#{'X' => 20,'Y' => 21}}
-spec exprs([expression()], binding_struct()) -> {value, value(), binding_struct()}.
exprs(Exprs, Bindings) ->
    ok = checked(Exprs, Bindings),
    exprs(Exprs, Bindings, none).

%% The value of the last expression; calls of local functions go to a handler, as in expr/3.
%% > {ok, Ts, _} = erl_scan:string("f(1, 2)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_eval:exprs([E], #{}, {value, fun(Name, Args) -> {Name, Args} end}).
%% {value,{f,[1,2]},#{}}
-spec exprs([expression()], binding_struct(), local_function_handler()) -> {value, value(), binding_struct()}.
exprs(Exprs, Bindings, Local) -> exprs(Exprs, Bindings, Local, none).

%% The value of the last expression, with both handlers of expr/4.
%% > {ok, Ts, _} = erl_scan:string("m:f(1, 2)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_eval:exprs([E], #{}, none, {value, fun(Called, Args) -> {Called, Args} end}).
%% {value,{{m,f},[1,2]},#{}}
-spec exprs([expression()], binding_struct(), local_function_handler(), non_local_function_handler()) ->
          {value, value(), binding_struct()}.
exprs(Exprs, Bindings, Local, Remote) ->
    {Value, New} = body(Exprs, Bindings, handlers(Local, Remote)),
    {value, Value, New}.

%% The values of expressions that are evaluated side by side, as arguments are, and all that they bind.
%% > {ok, Ts, _} = erl_scan:string("X = 1, Y = 2."), {ok, Es} = erl_parse:parse_exprs(Ts),
%%   erl_eval:expr_list(Es, #{}).
%% {[1,2],#{'X' => 1,'Y' => 2}}
-spec expr_list([expression()], binding_struct()) -> {[value()], binding_struct()}.
expr_list(Exprs, Bindings) -> expr_list(Exprs, Bindings, none).

%% The values of expressions side by side, with a handler for local functions.
%% > {ok, Ts, _} = erl_scan:string("f(1, 2)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_eval:expr_list([E, E], #{}, {value, fun(_, Args) -> Args end}).
%% {[[1,2],[1,2]],#{}}
-spec expr_list([expression()], binding_struct(), local_function_handler()) -> {[value()], binding_struct()}.
expr_list(Exprs, Bindings, Local) -> expr_list(Exprs, Bindings, Local, none).

%% The values of expressions side by side, with both handlers of expr/4.
%% > {ok, Ts, _} = erl_scan:string("m:f(1, 2)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_eval:expr_list([E], #{}, none, {value, fun(_, Args) -> Args end}).
%% {[[1,2]],#{}}
-spec expr_list([expression()], binding_struct(), local_function_handler(), non_local_function_handler()) ->
          {[value()], binding_struct()}.
expr_list(Exprs, Bindings, Local, Remote) -> values(Exprs, Bindings, handlers(Local, Remote)).

checked(Exprs, Bindings) ->
    case check_command(Exprs, Bindings) of
        ok -> ok;
        {error, {_, _, Description}} -> error(Description)
    end.

handlers(Local, Remote) -> #handlers{local = Local, remote = Remote}.

%% The value of an expression without its bindings, for patterns and guards. For `erl_eval`'s own parts.
%% > erl_eval:value({integer, 1, 7}, #{}, none).
%% 7
-spec value(expression(), binding_struct(), term()) -> value().
value(Expr, Bindings, none) -> value(Expr, Bindings, #handlers{});
value(Expr, Bindings, Handlers) ->
    {Value, _} = eval(Expr, Bindings, Handlers),
    Value.

body([Expr], Bindings, Handlers) -> eval(Expr, Bindings, Handlers);
body([Expr | Rest], Bindings, Handlers) ->
    {_, New} = eval(Expr, Bindings, Handlers),
    body(Rest, New, Handlers).

%% Each expression sees the bindings from before; what they bind must agree.
values(Exprs, Bindings, Handlers) ->
    lists:mapfoldl(fun(Expr, Bound) ->
                           {Value, New} = eval(Expr, Bindings, Handlers),
                           {Value, merge(Bound, New)}
                   end, Bindings, Exprs).

both(Left, Right, Bindings, Handlers) ->
    {First, New} = eval(Left, Bindings, Handlers),
    {Second, New1} = eval(Right, Bindings, Handlers),
    {[First, Second], merge(New1, New)}.

%% As in OTP, which of two values does not match depends on what holds the bindings.
merge(New, Bound) when is_map(New) ->
    lists:foldr(fun({Name, Value}, All) -> agree(Name, Value, fun(Other) -> Other end, All) end, Bound, bindings(New));
merge(New, Bound) ->
    lists:foldl(fun({Name, Value}, All) -> agree(Name, Value, fun(_) -> Value end, All) end, Bound, bindings(New)).

agree(Name, Value, Blamed, Bound) ->
    case binding(Name, Bound) of
        {value, Value} -> Bound;
        {value, Other} -> error({badmatch, Blamed(Other)});
        unbound -> add_binding(Name, Value, Bound)
    end.

eval({var, _, Name}, Bindings, _) ->
    case binding(Name, Bindings) of
        {value, Value} -> {Value, Bindings};
        unbound -> error({unbound, Name})
    end;
eval({Kind, _, Value}, Bindings, _)
  when Kind =:= integer; Kind =:= float; Kind =:= atom; Kind =:= char; Kind =:= string ->
    {Value, Bindings};
eval({value, _, Value}, Bindings, _) -> {Value, Bindings};
eval({nil, _}, Bindings, _) -> {[], Bindings};
eval({cons, _, Head, Tail}, Bindings, Handlers) ->
    {[First, Rest], New} = both(Head, Tail, Bindings, Handlers),
    {[First | Rest], New};
eval({tuple, _, Exprs}, Bindings, Handlers) ->
    {Values, New} = values(Exprs, Bindings, Handlers),
    {list_to_tuple(Values), New};
eval({map, _, Fields}, Bindings, Handlers) ->
    {Pairs, New} = fields(Fields, Bindings, Handlers),
    {lists:foldl(fun({map_field_assoc, Key, Value}, Map) -> Map#{Key => Value} end, #{}, Pairs), New};
eval({map, _, Base, Fields}, Bindings, Handlers) ->
    {Map, New} = eval(Base, Bindings, Handlers),
    {Pairs, New1} = fields(Fields, Bindings, Handlers),
    is_map(Map) orelse error({badmap, Map}),
    {lists:foldl(fun put_field/2, Map, Pairs), merge(New, New1)};
eval({bin, _, Elements}, Bindings, Handlers) ->
    %% Each part sees what was bound by those before it.
    {Values, All} = lists:mapfoldl(fun(Expr, Bound) -> eval(Expr, Bound, Handlers) end, Bindings, erlet_eval_match:parts(Elements)),
    {erlet_eval_match:build(Elements, Values), All};
eval({block, _, Exprs}, Bindings, Handlers) -> body(Exprs, Bindings, Handlers);
eval({match, _, Pattern, Expr}, Bindings, Handlers) ->
    {Value, New} = eval(Expr, Bindings, Handlers),
    case erlet_eval_match:match(Pattern, Value, New) of
        {match, Bound} -> {Value, Bound};
        nomatch -> error({badmatch, Value})
    end;
eval({op, _, 'andalso', Left, Right}, Bindings, Handlers) -> shortcut('andalso', Left, Right, Bindings, Handlers);
eval({op, _, 'orelse', Left, Right}, Bindings, Handlers) -> shortcut('orelse', Left, Right, Bindings, Handlers);
eval({op, Anno, Operator, Operand}, Bindings, Handlers) ->
    {Value, New} = eval(Operand, Bindings, Handlers),
    {remote(Anno, erlang, Operator, [Value], Handlers), New};
eval({op, Anno, Operator, Left, Right}, Bindings, Handlers) ->
    {Values, New} = both(Left, Right, Bindings, Handlers),
    {remote(Anno, erlang, Operator, Values, Handlers), New};
eval({'catch', _, Expr}, Bindings, Handlers) ->
    try eval(Expr, Bindings, Handlers)
    catch
        throw:Value -> {Value, Bindings};
        exit:Reason -> {{'EXIT', Reason}, Bindings};
        error:Reason:Stack -> {{'EXIT', {Reason, Stack}}, Bindings}
    end;
eval({'if', _, Clauses}, Bindings, Handlers) -> clauses(Clauses, [], Bindings, Handlers, if_clause);
eval({'case', _, Expr, Clauses}, Bindings, Handlers) ->
    {Value, New} = eval(Expr, Bindings, Handlers),
    clauses(Clauses, [Value], New, Handlers, {case_clause, Value});
eval({'receive', _, Clauses}, Bindings, Handlers) -> receive_(Clauses, Bindings, Handlers, infinity, []);
eval({'receive', _, Clauses, Time, Body}, Bindings, Handlers) ->
    {Milliseconds, New} = eval(Time, Bindings, Handlers),
    receive_(Clauses, New, Handlers, Milliseconds, Body);
eval({'try', _, Body, Of, Catch, After}, Bindings, Handlers) -> try_(Body, Of, Catch, After, Bindings, Handlers);
eval({'maybe', _, Body}, Bindings, Handlers) -> {maybe_(Body, Bindings, Handlers, none), Bindings};
eval({'maybe', _, Body, {'else', _, Clauses}}, Bindings, Handlers) ->
    {maybe_(Body, Bindings, Handlers, Clauses), Bindings};
eval({lc, _, Template, Qualifiers}, Bindings, Handlers) ->
    Add = fun(Bound, Values) -> [value(Template, Bound, Handlers) | Values] end,
    {lists:reverse(comprehension(Qualifiers, Bindings, Handlers, Add, [])), Bindings};
eval({bc, _, Template, Qualifiers}, Bindings, Handlers) ->
    Add = fun(Bound, Bits) ->
                  More = value(Template, Bound, Handlers),
                  <<Bits/bitstring, More/bitstring>>
          end,
    {comprehension(Qualifiers, Bindings, Handlers, Add, <<>>), Bindings};
eval({'fun', _, {clauses, Clauses}}, Bindings, Handlers) ->
    Arity = length(element(3, hd(Clauses))),
    {make_fun(Arity, fun(Args) -> called(Clauses, Args, Bindings, Handlers) end), Bindings};
eval({named_fun, _, '_', Clauses}, Bindings, Handlers) -> eval({'fun', 0, {clauses, Clauses}}, Bindings, Handlers);
eval({named_fun, _, Name, Clauses}, Bindings, Handlers) ->
    Arity = length(element(3, hd(Clauses))),
    {make_fun(Arity, fun(Args) -> named(Name, Clauses, Args, Bindings, Handlers) end), Bindings};
eval({'fun', _, {function, Module, Name, Arity}}, Bindings, _) when is_atom(Module) ->
    {erlang:make_fun(Module, Name, Arity), Bindings};
eval({'fun', _, {function, Module, Name, Arity}}, Bindings, Handlers) ->
    {Values, New} = values([Module, Name, Arity], Bindings, Handlers),
    {apply(erlang, make_fun, Values), New};
eval({'fun', _, {function, Name, Arity}}, _, _) -> erlang:raise(error, undef, [{erl_eval, Name, Arity, []}]);
eval({call, Anno, {remote, _, Module, Name}, Args}, Bindings, Handlers) ->
    {[M, F | Values], New} = values([Module, Name | Args], Bindings, Handlers),
    {remote(Anno, M, F, Values, Handlers), New};
eval({call, Anno, {atom, _, Name}, Args}, Bindings, Handlers) ->
    case erl_internal:bif(Name, length(Args)) of
        true ->
            {Values, New} = values(Args, Bindings, Handlers),
            {auto_imported(Anno, Name, Values, Handlers), New};
        false -> local(Name, Args, Bindings, Handlers)
    end;
eval({call, Anno, Function, Args}, Bindings, Handlers) ->
    {Fun, New} = eval(Function, Bindings, Handlers),
    {Values, New1} = values(Args, New, Handlers),
    {call(Anno, Fun, Values, Handlers), New1};
eval({remote, _, _, _} = Expr, _, _) -> error({badexpr, element(1, Expr)});
eval({Kind, _, Name, _}, _, _) when Kind =:= record; Kind =:= record_index -> error({undef_record, Name});
eval({Kind, _, _, Name, _}, _, _) when Kind =:= record; Kind =:= record_field -> error({undef_record, Name}).

shortcut(Operator, Left, Right, Bindings, Handlers) ->
    {Value, New} = eval(Left, Bindings, Handlers),
    case {Operator, Value} of
        {'andalso', true} -> {value(Right, New, Handlers), New};
        {'orelse', false} -> {value(Right, New, Handlers), New};
        {_, Flag} when is_boolean(Flag) -> {Flag, New};
        _ -> error({badarg, Value})
    end.

%% Each key and value sees what was bound by those before it.
fields(Fields, Bindings, Handlers) ->
    lists:mapfoldl(fun({Kind, _, Key, Value}, Bound) ->
                           {K, Bound1} = eval(Key, Bound, Handlers),
                           {V, Bound2} = eval(Value, Bound1, Handlers),
                           {{Kind, K, V}, Bound2}
                   end, Bindings, Fields).

put_field({map_field_assoc, Key, Value}, Map) -> maps:put(Key, Value, Map);
put_field({map_field_exact, Key, Value}, Map) -> maps:update(Key, Value, Map).

%%% Clauses

%% Evaluates the first clause that fits the values; Reason is the error when none does.
clauses(Clauses, Values, Bindings, Handlers, Reason) ->
    case erlet_eval_match:clause(Clauses, Values, Bindings, Handlers) of
        {Body, Bound} -> body(Body, Bound, Handlers);
        nomatch -> error(Reason)
    end.

%% A function's arguments are new variables.
called(Clauses, Args, Bindings, Handlers) ->
    case erlet_eval_match:function_clause(Clauses, Args, Bindings, Handlers) of
        {Body, Bound} ->
            {Value, _} = body(Body, Bound, Handlers),
            Value;
        nomatch -> erlang:raise(error, function_clause, [{erl_eval, '-inside-an-interpreted-fun-', Args, []}])
    end.

named(Name, Clauses, Args, Bindings, Handlers) ->
    Fun = make_fun(length(Args), fun(Args1) -> named(Name, Clauses, Args1, Bindings, Handlers) end),
    called(Clauses, Args, add_binding(Name, Fun, Bindings), Handlers).

try_(Body, Of, Catch, After, Bindings, Handlers) ->
    try body(Body, Bindings, Handlers) of
        Result when Of =:= [] -> Result;
        {Value, New} -> clauses(Of, [Value], New, Handlers, {try_clause, Value})
    catch
        Class:Reason:Stack when Catch =/= [] ->
            case erlet_eval_match:clause(Catch, [{Class, Reason, Stack}], Bindings, Handlers) of
                {Exprs, Bound} -> body(Exprs, Bound, Handlers);
                nomatch -> erlang:raise(Class, Reason, Stack)
            end
    after
        case After of
            [] -> ok;
            _ -> body(After, Bindings, Handlers)
        end
    end.

maybe_([{maybe_match, _, Pattern, Expr} | Rest], Bindings, Handlers, Else) ->
    {Value, New} = eval(Expr, Bindings, Handlers),
    case erlet_eval_match:match(Pattern, Value, New) of
        {match, _} when Rest =:= [] -> Value;
        {match, Bound} -> maybe_(Rest, Bound, Handlers, Else);
        nomatch when Else =:= none -> Value;
        nomatch ->
            {Result, _} = clauses(Else, [Value], Bindings, Handlers, {else_clause, Value}),
            Result
    end;
maybe_([Expr], Bindings, Handlers, _) -> value(Expr, Bindings, Handlers);
maybe_([Expr | Rest], Bindings, Handlers, Else) ->
    {_, New} = eval(Expr, Bindings, Handlers),
    maybe_(Rest, New, Handlers, Else).

%% Messages that no clause takes are sent to ourselves again, in their order, when one was taken.
receive_(Clauses, Bindings, Handlers, Time, Body) ->
    Deadline = case Time of
        _ when is_integer(Time), Time >= 0 -> erlang:monotonic_time(millisecond) + Time;
        infinity -> infinity;
        %% A wrong time is told only once no message fits.
        _ -> wrong
    end,
    case wait(Clauses, Bindings, Handlers, Deadline, []) of
        {Taken, Bound} -> body(Taken, Bound, Handlers);
        timeout -> body(Body, Bindings, Handlers)
    end.

wait(Clauses, Bindings, Handlers, Deadline, Skipped) ->
    receive
        Message ->
            try erlet_eval_match:clause(Clauses, [Message], Bindings, Handlers) of
                nomatch -> wait(Clauses, Bindings, Handlers, Deadline, [Message | Skipped]);
                Found ->
                    give_back(Skipped),
                    Found
            catch
                Class:Reason:Stack ->
                    give_back([Message | Skipped]),
                    erlang:raise(Class, Reason, Stack)
            end
    after remaining(Deadline, Skipped) ->
        give_back(Skipped),
        timeout
    end.

remaining(infinity, _) -> infinity;
remaining(wrong, Skipped) ->
    case process_info(self(), message_queue_len) of
        {_, 0} ->
            give_back(Skipped),
            error(timeout_value);
        _ -> 0
    end;
remaining(Deadline, _) -> max(0, Deadline - erlang:monotonic_time(millisecond)).

give_back([]) -> ok;
give_back(Skipped) ->
    Later = rest_of_messages(),
    lists:foreach(fun(Message) -> self() ! Message end, lists:reverse(Skipped, Later)).

rest_of_messages() ->
    receive
        Message -> [Message | rest_of_messages()]
    after 0 -> []
    end.

%%% Comprehensions

%% Folds Add over the bindings of every step.
comprehension([], Bindings, _, Add, Acc) -> Add(Bindings, Acc);
comprehension([{generate, _, Pattern, Source} | Rest], Bindings, Handlers, Add, Acc) ->
    generate(Pattern, value(Source, Bindings, Handlers), Rest, Bindings, Handlers, Add, Acc);
comprehension([{b_generate, _, Pattern, Source} | Rest], Bindings, Handlers, Add, Acc) ->
    case value(Source, Bindings, Handlers) of
        Bits when is_bitstring(Bits) -> b_generate(Pattern, Bits, Rest, Bindings, Handlers, Add, Acc);
        Other -> error({bad_generator, Other})
    end;
comprehension([Filter | Rest], Bindings, Handlers, Add, Acc) ->
    case filter(Filter, Bindings, Handlers) of
        {true, New} -> comprehension(Rest, New, Handlers, Add, Acc);
        false -> Acc
    end.

filter(Filter, Bindings, Handlers) ->
    case erl_lint:is_guard_test(Filter) of
        true -> erlet_eval_match:holds(Filter, Bindings, Handlers) andalso {true, Bindings};
        false ->
            case eval(Filter, Bindings, Handlers) of
                {true, New} -> {true, New};
                {false, _} -> false;
                {Other, _} -> error({bad_filter, Other})
            end
    end.

generate(Pattern, [Value | Values], Rest, Bindings, Handlers, Add, Acc) ->
    Acc1 = case erlet_eval_match:fresh_match(Pattern, Value, Bindings) of
        {match, Bound} -> comprehension(Rest, Bound, Handlers, Add, Acc);
        nomatch -> Acc
    end,
    generate(Pattern, Values, Rest, Bindings, Handlers, Add, Acc1);
generate(_, [], _, _, _, _, Acc) -> Acc;
generate(_, Other, _, _, _, _, _) -> error({bad_generator, Other}).

b_generate(Pattern, Bits, Rest, Bindings, Handlers, Add, Acc) ->
    case erlet_eval_match:match_prefix(Pattern, Bits, Bindings) of
        {match, Bound, More} ->
            Acc1 = comprehension(Rest, Bound, Handlers, Add, Acc),
            b_generate(Pattern, More, Rest, Bindings, Handlers, Add, Acc1);
        {skip, More} -> b_generate(Pattern, More, Rest, Bindings, Handlers, Add, Acc);
        done -> Acc
    end.

%%% Calls

local(Name, Args, Bindings, #handlers{local = {value, Fun}} = Handlers) ->
    {Values, New} = values(Args, Bindings, Handlers),
    {Fun(Name, Values), New};
local(Name, Args, Bindings, #handlers{local = {value, Fun, More}} = Handlers) ->
    {Values, New} = values(Args, Bindings, Handlers),
    {apply(Fun, [Name, Values | More]), New};
local(Name, Args, Bindings, #handlers{local = {eval, Fun}}) ->
    {value, Value, New} = Fun(Name, Args, Bindings),
    {Value, New};
local(Name, Args, Bindings, #handlers{local = {eval, Fun, More}}) ->
    {value, Value, New} = apply(Fun, [Name, Args, Bindings | More]),
    {Value, New};
local(Name, Args, _, _) -> erlang:raise(error, undef, [{erl_eval, Name, length(Args), []}]).

%% What apply/2,3 call is handed over, not apply itself.
auto_imported(Anno, apply, [Module, Name, Values], Handlers) -> remote(Anno, Module, Name, Values, Handlers);
auto_imported(Anno, apply, [Fun, Values], Handlers) -> call(Anno, Fun, Values, Handlers);
auto_imported(Anno, Name, Values, Handlers) -> remote(Anno, erlang, Name, Values, Handlers).

remote(_, Module, Name, Values, #handlers{remote = none}) -> apply(Module, Name, Values);
remote(Anno, Module, Name, Values, #handlers{remote = {value, Handler}}) -> hand(Handler, Anno, {Module, Name}, Values).

hand(Handler, _, Called, Values) when is_function(Handler, 2) -> Handler(Called, Values);
hand(Handler, Anno, Called, Values) when is_function(Handler, 3) -> Handler(Anno, Called, Values).

call(Anno, Fun, Values, #handlers{remote = {value, Handler}}) ->
    %% Funs of evaluated text have their handlers with them.
    case is_function(Fun) andalso erlang:fun_info(Fun, module) of
        {module, ?MODULE} -> apply(Fun, Values);
        _ -> hand(Handler, Anno, Fun, Values)
    end;
call(_, Fun, Values, _) -> apply(Fun, Values).

%% A fun of so many arguments, which are given to Fun as a list.
make_fun(0, F) -> fun() -> F([]) end;
make_fun(1, F) -> fun(A) -> F([A]) end;
make_fun(2, F) -> fun(A, B) -> F([A, B]) end;
make_fun(3, F) -> fun(A, B, C) -> F([A, B, C]) end;
make_fun(4, F) -> fun(A, B, C, D) -> F([A, B, C, D]) end;
make_fun(5, F) -> fun(A, B, C, D, E) -> F([A, B, C, D, E]) end;
make_fun(6, F) -> fun(A, B, C, D, E, G) -> F([A, B, C, D, E, G]) end;
make_fun(7, F) -> fun(A, B, C, D, E, G, H) -> F([A, B, C, D, E, G, H]) end;
make_fun(8, F) -> fun(A, B, C, D, E, G, H, I) -> F([A, B, C, D, E, G, H, I]) end;
make_fun(9, F) -> fun(A, B, C, D, E, G, H, I, J) -> F([A, B, C, D, E, G, H, I, J]) end;
make_fun(10, F) -> fun(A, B, C, D, E, G, H, I, J, K) -> F([A, B, C, D, E, G, H, I, J, K]) end;
make_fun(11, F) -> fun(A, B, C, D, E, G, H, I, J, K, L) -> F([A, B, C, D, E, G, H, I, J, K, L]) end;
make_fun(12, F) -> fun(A, B, C, D, E, G, H, I, J, K, L, M) -> F([A, B, C, D, E, G, H, I, J, K, L, M]) end;
make_fun(_, _) -> error({argument_limit, 'fun'}).

%%% Bindings

%% Bindings of no variable, an empty map.
%% > erl_eval:add_binding('X', 1, erl_eval:new_bindings()).
%% [{'X',1}]
-spec new_bindings() -> binding_struct().
new_bindings() -> orddict:new().

%% The bindings as a list of pairs.
%% > erl_eval:bindings(#{'X' => 1, 'Y' => 2}).
%% [{'X',1},{'Y',2}]
-spec bindings(binding_struct()) -> bindings().
bindings(Bindings) when is_map(Bindings) -> lists:sort(maps:to_list(Bindings));
bindings(Bindings) -> orddict:to_list(Bindings).

%% `{value, Value}` of a variable, or unbound.
%% > Bound = #{'X' => 1}, [erl_eval:binding(Name, Bound) || Name <- ['X', 'Y']].
%% [{value,1},unbound]
-spec binding(name(), binding_struct()) -> {value, value()} | unbound.
binding(Name, Bindings) when is_map(Bindings) ->
    case Bindings of
        #{Name := Value} -> {value, Value};
        _ -> unbound
    end;
binding(Name, Bindings) ->
    case orddict:find(Name, Bindings) of
        {ok, Value} -> {value, Value};
        error -> unbound
    end.

%% The bindings with one more, which replaces one of the same name.
%% > erl_eval:add_binding('X', 2, #{'X' => 1}).
%% #{'X' => 2}
-spec add_binding(name(), value(), binding_struct()) -> binding_struct().
add_binding(Name, Value, Bindings) when is_map(Bindings) -> Bindings#{Name => Value};
add_binding(Name, Value, Bindings) -> orddict:store(Name, Value, Bindings).

%% The bindings without one, whether it was there or not.
%% > erl_eval:del_binding('X', #{'X' => 1, 'Y' => 2}).
%% #{'Y' => 2}
-spec del_binding(name(), binding_struct()) -> binding_struct().
del_binding(Name, Bindings) when is_map(Bindings) -> maps:remove(Name, Bindings);
del_binding(Name, Bindings) -> orddict:erase(Name, Bindings).

%%% Around the evaluator

%% Whether expressions may be evaluated with these bindings: the first error that `erl_lint` finds.
%% > {ok, Ts, _} = erl_scan:string("X + 1."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   [erl_eval:check_command([E], Bound) || Bound <- [#{'X' => 1}, #{}]].
%% [ok,{error,{1,erl_lint,{unbound_var,'X'}}}]
-spec check_command([expression()], binding_struct()) -> ok | {error, erl_lint:error_info()}.
check_command(Exprs, Bindings) ->
    case erl_lint:exprs(Exprs, bindings(Bindings)) of
        {ok, _} -> ok;
        {error, [{_, [Error | _]} | _], _} -> {error, Error}
    end.

%% The module, bindings and clauses of a fun of an evaluator that can be looked into; false for other funs.
%% > erl_eval:fun_data(fun lists:map/2).
%% false
-spec fun_data(fun()) -> false.
fun_data(Fun) when is_function(Fun) -> false.

%% Whether an expression is a constant: it has no variables, calls or binaries of unknown size.
%% > [erl_eval:is_constant_expr(E) || E <- [{integer, 1, 7}, {var, 1, 'X'}]].
%% [true,false]
-spec is_constant_expr(expression()) -> boolean().
is_constant_expr(Expr) ->
    try erl_parse:normalise(Expr) of
        _ -> true
    catch
        error:_ -> false
    end.

%% The body of the first clause that fits a list of values, and what is bound then; `nomatch` when none does.
%% > {ok, Ts, _} = erl_scan:string("fun(1) -> one; (N) -> N end."),
%%   {ok, [{'fun', _, {clauses, Cs}}]} = erl_parse:parse_exprs(Ts), erl_eval:match_clause(Cs, [7], #{}, none).
%% {[{var,1,'N'}],#{'N' => 7}}
-spec match_clause([erl_parse:abstract_clause()], [value()], binding_struct(), local_function_handler()) ->
          {[expression()], binding_struct()} | nomatch.
match_clause(Clauses, Values, Bindings, Local) ->
    erlet_eval_match:clause(Clauses, Values, Bindings, handlers(Local, none)).

%% A constant for an expression that is one; any other is given back as it is.
%% > {ok, Ts, _} = erl_scan:string("1 + 2 * 3."), {ok, [E]} = erl_parse:parse_exprs(Ts), erl_eval:partial_eval(E).
%% {integer,1,7}
-spec partial_eval(expression()) -> expression().
partial_eval(Expr) ->
    try value(Expr, #{}, #handlers{}) of
        Value when is_number(Value); is_atom(Value) -> erl_parse:abstract(Value, erl_anno:location(element(2, Expr)));
        _ -> Expr
    catch
        _:_ -> Expr
    end.

%% Evaluates the text of an expression, which ends in a full stop and a blank: its value, or words for what went wrong.
%% > erl_eval:eval_str("lists:sum([1, 2, 3]). ").
%% {ok,6}
%% > erl_eval:eval_str("1 + ").
%% {error,"Incomplete form (missing .<cr>)??"}
-spec eval_str(string() | binary()) -> {ok, value()} | {error, string()}.
eval_str(Text) when is_binary(Text) -> eval_str(binary_to_list(Text));
eval_str(Text) ->
    case erl_scan:tokens([], Text, 0) of
        {more, _} -> {error, "Incomplete form (missing .<cr>)??"};
        {done, {error, {_, Module, Description}, _}, _} -> refused("~ts", [Module:format_error(Description)]);
        {done, {ok, Tokens, _}, Rest} ->
            case string:trim(Rest) of
                [] -> evaluated(erl_parse:parse_exprs(Tokens));
                _ -> {error, lists:flatten(io_lib:format("Non-white space found after end-of-form :~ts", [Rest]))}
            end
    end.

evaluated({error, {_, Module, Description}}) -> refused("~ts", [Module:format_error(Description)]);
evaluated({ok, Exprs}) ->
    case catch exprs(Exprs, new_bindings()) of
        {value, Value, _} -> {ok, Value};
        Failure -> refused("eval: ~p", [Failure])
    end.

refused(Format, Terms) -> {error, lists:flatten(io_lib:format("*** " ++ Format, Terms))}.

%% Expressions from tokens, as `erl_parse:parse_exprs/1`.
%% > {ok, Ts, _} = erl_scan:string("a."), erl_eval:extended_parse_exprs(Ts).
%% {ok,[{atom,1,a}]}
-spec extended_parse_exprs([erl_scan:token()]) -> {ok, [expression()]} | {error, erl_parse:error_info()}.
extended_parse_exprs(Tokens) -> erl_parse:parse_exprs(Tokens).

%% The term that tokens stand for, in which pids, ports, references and funs may stand as text.
%% > {ok, Ts, _} = erl_scan:string("{a, fun lists:map/2}."), erl_eval:extended_parse_term(Ts).
%% {ok,{a,fun lists:map/2}}
-spec extended_parse_term([erl_scan:token()]) -> {ok, term()} | {error, erl_parse:error_info()}.
extended_parse_term(Tokens) -> erl_parse:parse_term(Tokens).
