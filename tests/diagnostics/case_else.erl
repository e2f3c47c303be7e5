-module(case_else).
-export([f/1]).
f(X) ->
    case X of
        1 -> ok
        else -> error
    end.
