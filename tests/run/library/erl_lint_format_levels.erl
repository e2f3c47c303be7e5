-module(erl_lint_format_levels).
-export([main/0]).

%% What warn_format asks: 1 what is wrong for sure, 2 also what is not known, 0 nothing. The last option decides.
main() ->
    [io:format("~s~n~0p~n", [Call, [findings(Call, Options)
      || Options <- [[], [{warn_format, 0}], [{warn_format, 2}], [nowarn_format], [nowarn_format, warn_format], [{warn_format, 2}, warn_format]]]])
     || Call <- ["io:format(X)", "io:format(X, 1)", "io:format(\"~p\", X)", "io:format(\"~p\", [1|X])", "io:format(Y, X, [])", "io:format()",
                 "io:format(Y, \"a\", X)", "io:format(<<\"a\">>, [])", "io:format(\"~p\", {1})", "io:format(\"~p\", [])", "io:format(\"~p\", [1|2])"]],
    ok.

findings(Call, Options) ->
    Forms = [begin
                 {ok, Tokens, _} = erl_scan:string(Text, {1, 1}),
                 {ok, Form} = erl_parse:parse_form(Tokens),
                 Form
             end || Text <- ["-module(m).", "-export([t/2]).", "t(X, Y) -> {X, Y}, " ++ Call ++ "."]],
    {ok, Warnings} = erl_lint:module(Forms, "m", Options),
    [{Place, Text} || {_, Found} <- Warnings, {Place, erl_lint, {format_error, {Text, _}}} <- Found].
