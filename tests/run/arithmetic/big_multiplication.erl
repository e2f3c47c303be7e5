-module(big_multiplication).
-export([main/0]).

main() ->
    A = id(123456789012345678901234567890),
    io:format("~p~n~p~n~p~n", [A * A, A * -7, A * 0]),
    io:format("~p~n", [4294967296 * id(4294967296)]),
    io:format("~p~n", [lists:foldl(fun(X, P) -> X * P end, 1, lists:seq(1, 50))]).

id(X) -> X.
