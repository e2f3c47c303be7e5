-module(exported_variable).
-export([f/1]).
f(X) ->
    case X of
        1 -> Y = 1;
        _ -> Y = 2
    end,
    Y = X.
