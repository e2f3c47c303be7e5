-module(strict_boolean_operators).
-export([main/0]).

main() ->
    B = [true, false],
    io:format("~p~n", [[{X, Y, X and Y, X or Y, X xor Y, not X} || X <- B, Y <- B]]).
