-module(factorial_of_100).
-export([main/0]).

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

main() ->
    io:format("~p~n", [fact(100)]),
    io:format("~p~n", [fact(100) div fact(98)]),
    io:format("~p~n", [length(integer_to_list(fact(1000)))]).
