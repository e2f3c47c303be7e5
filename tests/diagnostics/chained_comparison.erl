-module(chained_comparison).
-export([f/1]).
f(X) -> 1 < X < 3.
