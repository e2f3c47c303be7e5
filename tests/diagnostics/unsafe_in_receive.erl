-module(unsafe_in_receive).
-export([f/1]).
f(X) ->
    receive
        X -> Y = 1;
        _ -> ok
    end,
    Y.
