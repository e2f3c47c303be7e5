%% Warnings about modifiers of a format name them in one order.
-module(lint_format_modifiers).
-export([main/0]).

main() ->
    [io:format("~s: ~p~n", [Format, warnings(Format)])
     || Format <- ["~lw", "~tlw", "~ltw", "~tlW", "~tls", "~tp", "~lp", "~tlp", "~tb", "~lc", "~tlx", "~lts"]].

warnings(Format) ->
    Text = io_lib:format("t(A) -> io:format(~p, [A]).", [Format]),
    {ok, Tokens, _} = erl_scan:string(lists:flatten(Text), {1, 1}),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Module = [{attribute, {1, 1}, module, m}, {attribute, {1, 1}, export, [{t, 1}]}, Form],
    {ok, Warnings} = erl_lint:module(Module, "m.erl"),
    [lists:flatten(Tool:format_error(What)) || {_, Found} <- Warnings, {_, Tool, What} <- Found].
