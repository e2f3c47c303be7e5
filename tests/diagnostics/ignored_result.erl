-module(ignored_result).
-export([f/1]).
f(X) ->
    X + 1,
    X.
