-module(character_escapes).
-export([main/0]).

main() ->
    io:format("~w~n", ["\b\d\e\f\n\r\s\t\v\0\\\"\'"]),
    io:format("~w~n", ["\x41\x{263A}\101\7\^Z\^@\^["]),
    io:format("~w~n", [[$\b, $\d, $\e, $\f, $\r, $\t, $\v, $\0]]),
    io:format("~w~n", ["\q\z\%"]).
