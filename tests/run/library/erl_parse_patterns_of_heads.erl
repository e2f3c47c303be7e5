%% erl_parse: heads of functions know fewer forms than expressions; erl_scan keeps the texts that are asked for.
-module(erl_parse_patterns_of_heads).
-export([main/0]).

main() ->
    lists:foreach(fun form/1,
                  ["f(g(1)) -> 1.", "f(begin 1 end) -> 1.", "f(a:b) -> 1.", "f(X ! 1) -> 1.", "f(X#{a := 1}) -> 1.",
                   "f([X || X <- Y]) -> 1.", "f(<< <<X>> || X <- Y >>) -> 1.", "f(catch 1) -> 1.", "f(X andalso Y) -> 1.",
                   "f(X#r.a) -> 1.", "f() -> fun(g(1)) -> 2 end.", "f() -> fun F(fun x/1) -> 2 end.", "f(-g(1)) -> 1.",
                   "f() -> try 1 catch g(1) -> 2 end.", "f() -> try 1 catch error:g(1) -> 2 end.", "f((X), {Y = #r.a}) -> 1.",
                   "f(#{a := [A | B]}, #r{b = <<C:8>>}) -> 1.", "f(\"a\" ++ X, 1 + 2, - 1) -> 1.", "f({g(1)}) -> 1.",
                   "f() -> try 1 catch exit:{a, X}:S -> 2; _:Y = 2 -> 3 end.", "f() -> case 1 of g(1) -> 2 end."]),
    io:format("~p~n", [erl_parse:parse(tokens("f(X) -> X."))]),
    Texts = [[{text_fun, fun(Category, Text) -> Category =:= integer orelse Text =:= "X" end}],
             [text, {text_fun, fun(_, _) -> false end}], [return, {text_fun, fun(Category, _) -> Category =:= comment end}]],
    lists:foreach(fun(Options) -> io:format("~p~n", [erl_scan:string("a X 12 % x\n", 1, Options)]) end, Texts),
    io:format("~p ~p~n", [erl_lint:bool_option(on, off, x, [on, off]), erl_lint:bool_option(on, off, x, [])]),
    io:format("~p ~p~n", [erl_lint:value_option(flag, x, [{flag, 1}, {flag, 2}, flag]),
                          erl_lint:value_option(flag, x, on, 1, off, 0, [{flag, 7}, off])]).

form(Text) ->
    io:format("~s~n", [Text]),
    case erl_parse:parse_form(tokens(Text)) of
        {error, {_, _, Message}} -> io:format("  ~s~n", [Message]);
        {ok, Form} -> io:format("  ~p~n", [Form])
    end.

tokens(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    Tokens.
