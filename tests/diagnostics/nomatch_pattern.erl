-module(nomatch_pattern).
-export([f/1]).
f(_) -> {a, X} = {b, 1}, X.
