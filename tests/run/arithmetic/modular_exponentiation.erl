-module(modular_exponentiation).
-export([main/0]).

powmod(_, 0, _) -> 1;
powmod(B, E, M) when E rem 2 =:= 1 -> B * powmod(B, E - 1, M) rem M;
powmod(B, E, M) -> powmod(B * B rem M, E div 2, M).

main() ->
    P = (1 bsl 521) - 1,
    io:format("~p~n", [powmod(3, P - 1, P)]),
    io:format("~p~n", [powmod(123456789, 987654321, 1000000000000000003)]).
