-module(big_addition_and_subtraction).
-export([main/0]).

main() ->
    A = id(123456789012345678901234567890),
    B = id(987654321098765432109876543210),
    io:format("~p~n~p~n~p~n~p~n", [A + B, A - B, B - A, A + -A]),
    io:format("~p~n", [(A + B) - B =:= A]),
    io:format("~p~n", [id(1 bsl 64) - id((1 bsl 64) - 1)]).

id(X) -> X.
