-module(unterminated_string).
-export([f/1]).
f(_) -> "abc.
g(X) -> X.
