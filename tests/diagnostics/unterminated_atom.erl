-module(unterminated_atom).
-export([f/1]).
f(_) -> 'abc.
g(X) -> X.
