-module(big_division).
-export([main/0]).

main() ->
    A = id(123456789012345678901234567890123),
    [io:format("~p ~p~n", [A div D, A rem D]) || D <- [7, -7, 1 bsl 32, 1 bsl 64, 98765432109876543210, A, A + 1, -A]],
    [io:format("~p ~p~n", [-A div D, -A rem D]) || D <- [7, -7, 98765432109876543210]].

id(X) -> X.
