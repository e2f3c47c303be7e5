-module(star_takes_an_argument).
-export([main/0]).

main() ->
    io:format("|~*s|~*s|~n", [6, "abc", -6, "abc"]),
    io:format("|~.*f|~*.*f|~n", [2, 3.14159, 10, 3, 3.14159]),
    io:format("|~*.*.*b|~n", [8, 16, $., 255]),
    io:format("|~*c|~n", [3, $x]).
