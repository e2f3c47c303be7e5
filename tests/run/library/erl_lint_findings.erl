%% What erl_lint finds in forms, how it says it, and which expressions are guards.
-module(erl_lint_findings).
-export([main/0]).

main() ->
    lists:foreach(fun(Text) -> show(Text, erl_lint:module(forms(Text), "m.erl")) end, modules()),
    io:format("~p~n", [erl_lint:exprs([{var, 1, 'X'}], [])]),
    io:format("~p~n", [erl_lint:exprs([{match, 1, {var, 1, 'Y'}, {var, 1, 'Z'}}], [{'Z', 3}])]),
    [io:format("~ts: ~w ~w~n", [Text, erl_lint:is_guard_test(expr(Text)), erl_lint:is_guard_expr(expr(Text))])
     || Text <- ["true", "X", "is_atom(X)", "f(X)", "a == b", "a + 1", "hd(X)", "erlang:is_list(X)", "a andalso B", "a ! b",
                 "X = 1", "{}", "[a | b]", "integer(X)", "#{a => 1}", "X#r.a", "not true", "f() =:= true", "fun() -> ok end"]].

modules() ->
    ["f(X) -> Y.\ng() -> ok.\n", "f(_) -> g().\n", "f(_) -> 1.\ng() -> 1.\n", "f(X) -> 1.\n",
     "f(X) -> case X of 1 -> Y = 1; 2 -> ok end, Y.\n", "f(X) -> fun(X) -> X end.\n", "f(X) -> [X || X <- X].\n",
     "f(X) -> {X, #r{}}.\n", "-record(r, {a}).\nf(X) -> X#r.b.\n", "f(X) when g(X) -> 1.\n", "f(1 + a) -> 1.\n",
     "-export([f/1]).\nf(_) -> 1.\n", "f(X) -> {X, #{a := 1}}.\n", "f(_) -> fun g/1.\n", "f({X, X}) -> 1.\n",
     "f(X) -> try Y = X catch _:_ -> 1 end, Y.\n", "-behaviour(no_such).\nf(_) -> 1.\n"].

show(Text, Result) ->
    io:format("~ts  ~p~n", [Text, Result]),
    [io:format("  ~w: ~ts~n", [Line, Module:format_error(Description)])
     || Findings <- tl(tuple_to_list(Result)), {_, List} <- Findings, {Line, Module, Description} <- List].

forms(Text) ->
    {ok, Tokens, _} = erl_scan:string("-module(m).\n-export([f/1]).\n" ++ Text),
    split(Tokens, []).

split([], _) -> [];
split([{dot, _} = Dot | Rest], Form) ->
    {ok, Parsed} = erl_parse:parse_form(lists:reverse(Form, [Dot])),
    [Parsed | split(Rest, [])];
split([Token | Rest], Form) -> split(Rest, [Token | Form]).

expr(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    {ok, [Expr]} = erl_parse:parse_exprs(Tokens),
    Expr.
