%% A wrong field of a record in a pattern takes with it what the fields before it bind; sizes that are strings.
-module(erl_lint_wrong_fields_of_records).
-export([main/0]).

main() ->
    [io:format("~s~n    ~0p~n", [Text, found(Text)])
     || Text <- ["f(#r{a = A, bad = B, c = C}) -> {A, B, C}.", "f(#r{bad = B, c = C}) -> {B, C}.",
                 "f(#r{a = A, a = B, c = C}) -> {A, B, C}.", "f(#r{a = A, _ = B, _ = D, c = C}) -> {A, B, C, D}.",
                 "f(#r{a = A, X = B, c = C}) -> {A, B, C, X}.", "f(Y) -> #r{a = A, bad = B, c = C} = Y, {A, B, C}.",
                 "f(<<A:\"a\">>) -> A.", "f(<<A:a>>) -> A.", "f(<<A:[]>>) -> A.", "f(<<A:1.0>>) -> A."]].

%% What erl_lint finds in a module with this function.
found(Text) ->
    Forms = [form(Form) || Form <- ["-module(m).", "-export([f/1]).", "-record(r, {a, c}).", Text]],
    case erl_lint:module(Forms) of
        {ok, Warnings} -> Warnings;
        {error, Errors, Warnings} -> {Errors, Warnings}
    end.

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
