-module(missing_end_before_function).
-export([f/1]).
f(X) ->
    case X of
        1 -> one.

g(X) -> X.
