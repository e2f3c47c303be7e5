-module(illegal_pattern_arithmetic).
-export([f/1]).
f(X + 1) -> X.
