-module(nomatch_guard).
-export([f/1]).
f(X) ->
    if
        false -> 1;
        X -> 2
    end.
