-module(precision_of_strings).
-export([main/0]).

main() ->
    io:format("|~.2s|~5.2s|~-5.2s|~n", ["abcdef", "abcdef", "abcdef"]),
    io:format("|~5s|~.10s|~10.10s|~n", ["abcdef", "abc", "abc"]),
    io:format("|~2s|~-2s|~n", ["abcdef", "abcdef"]),
    io:format("|~10.4.xs|~n", ["abcdef"]).
