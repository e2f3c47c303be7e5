-module(illegal_guard).
-export([f/1]).
f(X) when X = 1 -> X.
