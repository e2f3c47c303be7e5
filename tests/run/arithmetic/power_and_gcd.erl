-module(power_and_gcd).
-export([main/0]).

pow(_, 0) -> 1;
pow(X, N) when N band 1 =:= 0 -> pow(X * X, N bsr 1);
pow(X, N) -> X * pow(X, N - 1).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

main() ->
    io:format("~p~n", [pow(3, 100)]),
    io:format("~p~n", [pow(2, 256) - 1]),
    io:format("~p~n", [gcd(pow(2, 100) * pow(3, 50), pow(6, 60))]),
    io:format("~p~n", [pow(7, 5000) rem 1000003]).
