-module(illegal_guard_remote).
-export([f/1]).
f(X) when lists:member(X, [1]) -> X.
