-module(head_without_parentheses).
-export([f/1]).
f(X) -> X.
g -> 1.
