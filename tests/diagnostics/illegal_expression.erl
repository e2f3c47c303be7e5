-module(illegal_expression).
-export([f/1]).
f(X) -> [lists:map, X].
