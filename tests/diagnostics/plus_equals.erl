-module(plus_equals).
-export([f/1]).
f(X) -> X += 1.
