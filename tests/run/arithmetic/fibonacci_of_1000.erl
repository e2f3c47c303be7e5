-module(fibonacci_of_1000).
-export([main/0]).

fib(N) -> fib(N, 0, 1).
fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).

main() ->
    io:format("~p~n~p~n", [fib(100), fib(1000)]),
    io:format("~p~n", [fib(20000) rem 1000000007]).
