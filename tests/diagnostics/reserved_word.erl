-module(reserved_word).
-export([f/1]).
f(X) -> {end, X}.
