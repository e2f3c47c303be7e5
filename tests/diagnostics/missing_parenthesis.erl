-module(missing_parenthesis).
-export([f/1]).
f(X) -> g((X + 1).
g(X) -> X.
