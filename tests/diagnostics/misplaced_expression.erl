-module(misplaced_expression).
-export([f/1]).
f(X) -> X.
io:format("hello~n").
