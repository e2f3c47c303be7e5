-module(illegal_pattern_append).
-export([f/1]).
f(X ++ "suffix") -> X.
