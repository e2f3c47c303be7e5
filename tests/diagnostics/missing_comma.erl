-module(missing_comma).
-export([f/1]).
f(X) ->
    Y = X + 1
    Y * 2.
