-module(width_and_alignment).
-export([main/0]).

main() ->
    [io:format("|~10w|~-10w|~3w|~n", [X, X, X]) || X <- [abc, 12, "a"]],
    [io:format("|~10s|~-10s|~3s|~n", [X, X, X]) || X <- ["abc", "abcdef", ""]],
    io:format("|~5c|~-5c|~10.3c|~n", [$x, $y, $z]).
