%% Standard input and output in Latin-1: a byte is a character, and others are written by their numbers.
-module(latin1).
-export([main/0]).

main() ->
    ok = io:setopts([{encoding, latin1}]),
    io:format("~w~n", [io:get_line("")]),
    io:format("~w~n", [file:read_line(standard_io)]),
    io:format("~w~n", [io:get_line("prompt")]),
    io:format("~w~n", [io:get_chars("", 3)]),
    io:format("~w~n", [proplists:get_value(encoding, io:getopts())]),
    ok = io:put_chars([252, 960, $\n]),
    io:format("~ts ~s~n", [[26085], [252]]),
    io:format("~w~n", [catch file:write(standard_io, [200, $\n])]),
    io:format("~w~n", [catch file:write(standard_io, <<"grün"/utf8, $\n>>)]),
    ok = io:setopts([{encoding, unicode}]),
    ok = io:put_chars([252, 960, $\n]),
    ok = file:write(standard_io, [200, $\n]).
