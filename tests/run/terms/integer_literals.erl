-module(integer_literals).
-export([main/0]).

main() ->
    io:format("~p~n", [[0, -0, 42, -7, 1_000_000, 007]]),
    io:format("~p~n", [[2#1010, 16#FF, 16#ff, 36#Zz, 8#777, -16#10, 2#1010_1010, 16#dead_BEEF]]),
    io:format("~p~n", [[$a, $\s, $\n, $\\, $', $", $\x41, $\x{1F600}, $\101, $\^A, $ ]]).
