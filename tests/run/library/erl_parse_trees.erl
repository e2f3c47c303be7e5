%% erl_parse: trees of expressions and forms, terms, what is wrong with a text, and walks over trees.
-module(erl_parse_trees).
-export([main/0]).

main() ->
    [show(fun erl_parse:parse_exprs/1, Text) || Text <- exprs()],
    [show(fun erl_parse:parse_form/1, Text) || Text <- forms()],
    [show(fun erl_parse:parse_term/1, Text) || Text <- ["{a, [b | c], \"s\", -1, #{a => 1.5}}.", "<<1, 2:16>>.", "X.", "f(x)."]],
    [io:format("~0p~n", [erl_parse:abstract(Term)]) || Term <- [a, "ab", [a | 1], {1, 2.5}, #{a => <<3>>}, [], <<5:9>>]],
    io:format("~0p~n", [erl_parse:normalise(erl_parse:abstract({a, "b", [c], <<1>>}))]),
    {ok, [Tree]} = erl_parse:parse_exprs(tokens("f(A, 1 + B).")),
    io:format("~0p~n", [erl_parse:map_anno(fun(_) -> 0 end, Tree)]),
    io:format("~0p~n", [erl_parse:fold_anno(fun(Anno, All) -> [Anno | All] end, [], Tree)]).

exprs() ->
    ["m:f(1, [a, b | c]).", "case A of {B} when C, D; E -> F end.", "X#r{a = 1}#r.b.", "M#{a => 1}#{b := 2}.",
     "fun F(X) -> Y end, fun m:f/1, fun g/2.", "try a of b -> c catch d -> e; C:R:S -> f after g end.",
     "[X || {X} <- L, X > 1, <<Y>> <= Z].", "<<X:8/little-unit:4, \"a\", (Z):S>>.", "receive a -> b after 10 -> c end.",
     "-1 + - 2 * 3.", "A = B ! C orelse D.", "1 + catch 2.", "\"a\" \"b\".", "if a -> b; true -> c end.",
     "1", "a b.", "f()().", "1 < 2 < 3.", "case a of", "#{a}.", "fun (X) -> 1; (X, Y) -> 2 end.", "[1, 2", ""].

forms() ->
    ["-module(a).", "-export([a/1, b/2]).", "-record(r, {a, b = 1, c :: integer()}).",
     "-spec f(A, b) -> c when A :: integer(); (x) -> y.", "-type t(A) :: [A] | {A, 1..2} | #{a => b} | fun((...) -> x).",
     "-foo({a, [b]}).", "f(X) when X -> a; f(Y) -> b, c.", "f(X) -> a; g(Y) -> b.", "f() -> .", "-module(X)."].

show(Parse, Text) -> io:format("~s~n   ~0p~n", [Text, flat(Parse(tokens(Text)))]).

tokens(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text, {1, 1}),
    Tokens.

flat({error, {Location, Module, Message}}) -> {error, Location, lists:flatten(Module:format_error(Message))};
flat(Result) -> Result.
