-module(p_of_improper_and_charlists_nested).
-export([main/0]).

main() ->
    io:format("~p~n", [[a, b | c]]),
    io:format("~p~n", [[lists:seq(1, 25) | tail]]),
    io:format("~p~n", [{lists:duplicate(3, lists:seq(100, 120))}]),
    io:format("~p~n", [[[[[[[[[[lists:seq(1, 30)]]]]]]]]]]).
