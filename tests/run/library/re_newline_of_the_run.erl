%% re: the option newline of a run is in force instead of the compilation's.
-module(re_newline_of_the_run).
-export([main/0]).

main() ->
    Newlines = [[]] ++ [[{newline, Kind}] || Kind <- [lf, cr, crlf, any, anycrlf]],
    [io:format("~0p ~0p ~0p ~0p~n", [Pattern, Subject, Options, [run(Subject, Pattern, Options, Of) || Of <- Newlines]])
     || Pattern <- ["a.*D", "d$", "^b"], Subject <- ["abcdA\nD", "abcdA\rD", "abcd\r\n", "a\rb", "a\nb"],
        Newline <- Newlines, Options <- [Newline, [multiline | Newline]]].

run(Subject, Pattern, Options, Newline) ->
    {ok, Compiled} = re:compile(Pattern, Options),
    re:run(Subject, Compiled, [{capture, first} | Newline]).
