%% Forms and expressions as erl_pp writes them: line breaks, parentheses, narrow lines, hooks.
-module(erl_pp_breaks_lines).
-export([main/0]).

main() ->
    lists:foreach(fun(Text) -> io:put_chars(erl_pp:form(form(Text))) end, forms()),
    io:put_chars(erl_pp:form(form("f(A) -> {A, [B || B <- A], \"a string that is cut\"}."), [{linewidth, 20}, {indent, 2}])),
    lists:foreach(fun(Text) -> io:format("~ts~n", [erl_pp:expr(expr(Text))]) end, exprs()),
    io:format("~ts|~n", [erl_pp:expr(expr("f(case A of b -> c end)"), 10, none)]),
    io:format("~ts|~n", [erl_pp:expr(expr("a + b"), 0, 500, none)]),
    io:format("~ts|~n", [erl_pp:exprs([expr("a"), expr("f(B)")])]),
    io:format("~ts|~n", [erl_pp:guard([[expr("a"), expr("B > 1")], [expr("c")]])]),
    Hook = fun(Expr, Indent, Precedence, _) -> io_lib:format("<~w ~w ~w>", [Expr, Indent, Precedence]) end,
    io:format("~ts~n", [erl_pp:expr({tuple, 1, [{atom, 1, a}, {special, 1}]}, Hook)]),
    io:format("~ts~n", [erl_pp:expr({op, 1, '*', {atom, 1, a}, {special, 1}}, [{hook, Hook}])]),
    io:format("~ts~n", [erl_pp:expr({tuple, 1, [{atom, 1, a}, {special, 1}]})]),
    io:format("~ts", [erl_pp:form(erl_pp:legalize_vars({function, 1, f, 2, [{clause, 1, [{var, 1, rec0}, {var, 1, 'A'}],
                                                                             [], [{var, 1, rec0}]}]}))]),
    io:put_chars(erl_pp:form({error, {5, erl_parse, ["syntax error before: ", "foo"]}})),
    io:put_chars(erl_pp:form({eof, 9})).

forms() ->
    ["-module(m).", "-export([f/1, g/2]).",
     "-export([aaaaaaaaaaaaaaaaaaaaaaaaaaaaa/1, bbbbbbbbbbbbbbbbbbbbbbbbbbb/2, cccccccccccccc/3]).",
     "-import(lists, [map/2, foldl/3]).", "-compile([export_all, {inline, [f/1]}]).", "-vsn(\"1.0\").",
     "-record(point, {x = 0 :: integer(), y = 0 :: integer(), name}).",
     "-record(wide, {one, two, three = f(1), four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen}).",
     "-type t(A) :: [A] | {a, A} | #{a := A, b => c} | fun((A, b) -> c) | 1..9 | <<_:8, _:_*16>> | fun() | [a, ...].",
     "-type short() :: a | (B :: b).", "-opaque o() :: m:t(a).", "-callback c(a) -> b.",
     "-spec f(A, B) -> C when A :: integer(), B :: atom(), C :: term(); (a, b) -> c.",
     "-spec long_name(Argument :: first_long_type(), Second :: second_long_type()) -> {ok, term()} | {error, a}.",
     "f(A, B) when A > 1, B; A < 0 -> A, B; f(_, _) -> none.",
     "f(X) -> case X of {a, B} when B > 1 -> B; _ -> if X -> 1; true -> 2 end end.",
     "f(X) -> receive {X, Y} -> Y after 10 -> ok end.", "f() -> receive after 10 -> ok end.",
     "f(X) -> try g(X), h(X) of ok -> 1 catch throw:E -> E; error:_:S -> S after i() end.",
     "f(X) -> try X after ok end.", "f(X) -> begin X end, begin X, X end.",
     "f() -> [fun(A) when A > 1 -> A; (_) -> ok end, fun F(0) -> 1; F(N) -> N * F(N - 1) end, fun f/1, fun m:f/1].",
     "f(L) -> [{A, B} || A <- L, <<B:8>> <= A, A > 1], << <<A>> || A <- L >>.",
     "f(A, B, C) -> A andalso B orelse C, not A, -(-A), (A + B) * C, A - (B - C), A ++ B ++ C, catch A, A = B = C.",
     "f(R) -> R#r.a, R#r{a = 1}, #r{_ = 2}, #r.a, R#{a => 1, b := 2}, (f(R))#{}, (R#r.a)#r.b, A:B(R), (A:B())(R).",
     "f(A) -> <<A:8/little-integer, (A + 1):4, \"abc\", A/binary>>, {}, [], [A | b], [a, b | c], $a, $\\n, 1.5, \"a\\nb\"."].

exprs() ->
    ["one_function_with_a_long_name(First_argument_of_it, second_argument(Of, It), third)",
     "[1111111111, 2222222222, 3333333333, 4444444444, 5555555555, 6666666666, 7777777777]",
     "Result = one_function_with_a_long_name(First_argument_of_it, second_argument(Of, It))",
     "first_long_operand_of_it + second_long_operand_of_it * third_long_operand - fourth",
     "\"a long string that does not fit into one line of seventy-two columns, so it is cut\"",
     "#{first_key => first_value_of_the_map, second_key => f(second_value_of_the_map), third => 3}",
     "X = case a of b -> c end", "Long = case a of b -> c end", "f(fun(A) -> A, B end, x)", "erlang:self() ! erlang:md5(a)"].

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

expr(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    {ok, [Expr]} = erl_parse:parse_exprs(Tokens),
    Expr.
