-module(missing_full_stop).
-export([f/1]).
f(X) ->
    X + 1

g(X) ->
    X.
