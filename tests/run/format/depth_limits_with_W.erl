-module(depth_limits_with_W).
-export([main/0]).

main() ->
    [io:format("~W~n", [{a, [b, {c, d}, [e | f]], #{g => [h, i]}}, D]) || D <- [1, 2, 3, 4, 5, 8]],
    io:format("~W~n", ["string", 4]),
    io:format("~20W|~-20W|~n", [[1, 2, 3, 4, 5], 3, {a, b, c, d}, 2]).
