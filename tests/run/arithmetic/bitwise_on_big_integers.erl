-module(bitwise_on_big_integers).
-export([main/0]).

main() ->
    A = id(16#FEDCBA9876543210FEDCBA9876543210),
    B = id(16#0F0F0F0F0F0F0F0F0F0F),
    Show = fun(X) -> io:format("~.16b~n", [X]) end,
    [Show(X) || X <- [A band B, A bor B, A bxor B, bnot A, -A band B, A band -B, -A bor -B, -A bxor B, A band -1, A bxor A]].

id(X) -> X.
