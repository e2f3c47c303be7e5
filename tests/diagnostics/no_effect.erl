-module(no_effect).
-export([f/1]).
f(X) ->
    X == 1,
    X.
