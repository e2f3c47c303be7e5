-module(select_immediates).
-export([f/1]).
f(a) -> 1;
f(b) -> 2;
f([]) -> 3;
f(7) -> 4;
f({x, Y}) -> Y;
f({_, _, Z}) -> Z.
