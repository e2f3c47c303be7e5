-module(not_equal).
-export([f/1]).
f(X) -> X != 1.
