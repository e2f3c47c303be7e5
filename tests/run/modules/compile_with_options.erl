%% Options given to the compiler count as those of the module's own attribute.
-module(compile_with_options).
-export([main/0]).

main() ->
    Forms = [{attribute, 1, file, {"m.erl", 1}} | [form(Text) || Text <- ["-module(m).", "-export([f/0]).", "-record(r, {a}).", "f() -> X = 1, g().", "g() -> 2.", "h() -> 3."]]],
    [io:format("~0p ~0p~n", [Options, found(compile:forms(Forms, [return | Options]))])
     || Options <- [[], [nowarn_unused_vars], [nowarn_unused_record], [nowarn_unused_function], [export_all, nowarn_export_all],
                    [{nowarn_unused_function, [{h, 0}]}], [nowarn_unused_vars, nowarn_unused_function, nowarn_unused_record]]],
    {ok, m, Code} = compile:forms(Forms, [export_all, nowarn_export_all, nowarn_unused_vars, nowarn_unused_record]),
    {module, m} = code:load_binary(m, "m.erl", Code),
    io:format("~p~n", [m:h()]).

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

found({ok, m, _, Warnings}) -> length([Warning || {_, All} <- Warnings, Warning <- All]).
