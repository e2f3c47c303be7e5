-module(p_with_line_width).
-export([main/0]).

main() ->
    T = {abc, [1, 2, 3, 4, 5], "a string", #{k => value}},
    [io:format("~*p~n", [W, T]) || W <- [10, 20, 30, 40]],
    io:format("~30.5p|~n", [T]).
