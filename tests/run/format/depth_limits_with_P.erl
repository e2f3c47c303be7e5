-module(depth_limits_with_P).
-export([main/0]).

main() ->
    L = lists:seq(1, 20),
    [io:format("~P~n", [L, D]) || D <- [1, 2, 3, 5, 10, 30]],
    [io:format("~P~n", [{a, {b, {c, {d, e}}}}, D]) || D <- [0, 1, 2, 3, 4, 6]],
    io:format("~P ~P~n", ["a long string here", 5, <<"a long binary here">>, 5]).
