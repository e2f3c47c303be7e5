-module(unsafe_in_andalso).
-export([f/1]).
f(X) ->
    X andalso (Y = 1),
    Y.
