-module(guard_arithmetic_and_bits).
-export([main/0]).

f(X) when X band 1 =:= 1, X bsr 1 > 2 -> odd_and_big;
f(X) when X rem 3 =:= 0, X div 3 =:= 2 -> six;
f(X) when X / 2 =:= 1.0 -> two;
f(X) when bnot X =:= -1 -> zero;
f(X) when X bor 1 =:= 5, X bxor 4 =:= 0, X bsl 1 =:= 8 -> four;
f(_) -> other.

main() -> io:format("~p~n", [[f(X) || X <- [7, 6, 2, 0, 4, 1, a]]]).
