-module(comma_before_full_stop).
-export([f/1]).
f(X) ->
    X + 1,
    .
