-module(subtract_long_lists).
-export([main/0]).

main() ->
    A = lists:seq(1, 2000) ++ lists:seq(1, 10),
    B = [N || N <- lists:seq(1, 2000), N rem 3 =/= 0],
    R = A -- B,
    io:format("~p ~p~n", [length(R), lists:sublist(R, 5)]),
    io:format("~p~n", [lists:nthtail(length(R) - 10, R)]),
    io:format("~p~n", [length(A -- A)]).
