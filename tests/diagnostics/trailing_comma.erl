-module(trailing_comma).
-export([f/1]).
f(X) -> [X, 1,].
