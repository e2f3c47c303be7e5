-module(unsafe_in_catch).
-export([f/1]).
f(X) ->
    catch Y = X(),
    Y.
