-module(unsafe_in_maybe).
-feature(maybe_expr, enable).
-export([f/1]).
f(X) ->
    maybe {ok, Y} ?= X end,
    Y.
