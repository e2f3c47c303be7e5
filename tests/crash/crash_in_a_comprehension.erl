%% The error is in a list comprehension inside a function.
-module(crash_in_a_comprehension).
-export([main/0]).

main() ->
    io:format("~p~n", [inverses([4, 2, 0])]).

inverses(Numbers) -> [1 / N || N <- Numbers].
