-module(guard_comma_and_semicolon).
-export([main/0]).

f(X, Y) when X > 0, Y > 0; X < 0, Y < 0 -> same;
f(X, Y) when X == 0; Y == 0 -> zero;
f(X, Y) when (X > 0) xor (Y > 0) -> differ.

main() -> io:format("~p~n", [[f(1, 2), f(-1, -2), f(0, 5), f(1, -1)]]).
