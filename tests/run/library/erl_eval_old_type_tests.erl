%% Whole tests that are called like types, and handlers of local functions with arguments of their own.
-module(erl_eval_old_type_tests).
-export([main/0]).

main() ->
    [io:format("~s ~0p~n", [Text, evaluated(Text, none)])
     || Text <- ["if integer(X) -> true; true -> false end.", "if float(X) -> a; integer(X), X > 2 -> b end.", "if integer(X) and true -> a; true -> b end.",
                 "[Y || Y <- [1,a], integer(Y)].", "case {a} of Y when tuple(Y); atom(Y) -> y; _ -> n end.", "if float(X) == 3.0 -> a; true -> b end.",
                 "if record(X, a) -> a; true -> b end.", "if constant(X) -> a; true -> b end."]],
    Value = {value, fun(Name, Args, one, two) -> {Name, Args} end, [one, two]},
    Eval = {eval, fun(Name, Args, Bindings, one) -> {value, {Name, length(Args)}, erl_eval:add_binding('Z', 1, Bindings)} end, [one]},
    [io:format("~0p~n", [evaluated("F = fun(N) -> f(N, X) end, {F(1), g()}.", Handler)]) || Handler <- [Value, Eval]],
    [io:format("~ts~n", [erl_pp:expr(Fun)])
     || Fun <- [{'fun', 1, {function, f, 0}, {0, 4, a}}, {'fun', 1, {clauses, [{clause, 1, [], [], [{atom, 1, a}]}]}, {0, 4, a}},
                {named_fun, 1, 'F', [{clause, 1, [], [], [{atom, 1, a}]}], {0, 1, b}}]].

evaluated(Text, Handler) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    try erl_eval:exprs(Exprs, [{'X', 3}], Handler) of
        {value, Value, Bindings} -> {Value, [Name || {Name, _} <- Bindings]}
    catch
        Class:Reason -> {Class, Reason}
    end.
