-module(overflowing_width_prints_stars).
-export([main/0]).

main() ->
    io:format("|~2b|~2w|~2p|~2.1f|~3e|~n", [12345, atom, atom, 3.14159, 2.5]),
    io:format("|~3w|~-3w|~1s|~n", [{a, b}, {a, b}, "xyz"]).
