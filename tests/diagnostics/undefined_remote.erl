-module(undefined_remote).
-export([f/1]).
f(X) -> lists:revers(X).
