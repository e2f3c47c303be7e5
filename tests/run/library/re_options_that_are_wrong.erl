%% Which wrong options re names as the cause: those of a run, and of replace and split only their own. A compiled pattern
%% takes no options of the compilation.
-module(re_options_that_are_wrong).
-export([main/1]).

main(_) ->
    {ok, Pattern} = re:compile("a"),
    Options = [multiline, unicode, firstline, anchored, ungreedy, extended, caseless, {newline, cr}, bsr_anycrlf,
        no_auto_capture, ucp, dotall, unknown, {offset, a}],
    [show(Option, Call) || Option <- Options, Call <- calls(Pattern, Option)],
    io:format("not compiled~n"),
    [show(Option, Call) || Option <- wrong(), Call <- calls("a", Option)],
    ok.

wrong() ->
    [unknown, {unknown, 1}, 7, {offset, a}, {offset, -1}, {capture, 1}, {capture, all, tuple}, {capture, all},
        {capture, all, list, 1}, {return, tuple}, {return, list, 1}, {parts, 0.5}, {parts, -1}, {parts, 1}, group, trim,
        global, report_errors, {match_limit, a}, {newline, x}, {newline}, dupnames, {match_limit_recursion, -1}].

calls(Pattern, Option) ->
    [fun() -> re:run("a", Pattern, [Option]) end,
     fun() -> re:replace("a", Pattern, "b", [Option]) end,
     fun() -> re:split("a", Pattern, [Option]) end].

show(Option, Call) ->
    try Call() of
        Value -> io:format("~p: ~p~n", [Option, Value])
    catch
        error:Reason:Trace ->
            [{re, Function, _, Where} | _] = Trace,
            #{} = Info = proplists:get_value(error_info, Where),
            io:format("~p: ~p of ~p, ~p~n", [Option, Reason, Function, maps:get(cause, Info, none)])
    end.
