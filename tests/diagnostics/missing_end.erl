-module(missing_end).
-export([f/1]).
f(X) ->
    case X of
        1 -> one
.
