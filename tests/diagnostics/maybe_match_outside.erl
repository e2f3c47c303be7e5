-module(maybe_match_outside).
-export([f/1]).
f(X) -> ok ?= X.
