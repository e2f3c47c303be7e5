-module(shadowed_in_fun).
-export([f/1]).
f(X) ->
    G = fun(X) -> X end,
    G(X).
