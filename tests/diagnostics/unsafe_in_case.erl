-module(unsafe_in_case).
-export([f/1]).
f(X) ->
    case X of
        1 -> Y = 1;
        _ -> ok
    end,
    Y.
