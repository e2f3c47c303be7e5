-module(width_of_p).
-export([main/0]).

main() ->
    io:format("|~10p|~n", [abc]),
    io:format("|~6p|~n", ["ab"]),
    io:format("|~20p|~n", [[1, 2, 3]]),
    io:format("|~10..xp|~n", [a]).
