-module(less_or_equal).
-export([f/1]).
f(X) -> X <= 1.
