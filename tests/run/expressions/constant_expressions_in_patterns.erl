-module(constant_expressions_in_patterns).
-export([main/0]).

f(1 + 2) -> three;
f(-4) -> minus_four;
f(1 bsl 4) -> sixteen;
f($a + 1) -> b;
f(-1.5) -> float;
f(_) -> other.

main() -> io:format("~p~n", [[f(X) || X <- [3, -4, 16, $b, -1.5, 3.0]]]).
