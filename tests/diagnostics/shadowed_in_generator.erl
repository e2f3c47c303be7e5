-module(shadowed_in_generator).
-export([f/1]).
f(X) -> {X, [X || X <- [1, 2]]}.
