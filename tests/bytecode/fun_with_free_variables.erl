-module(fun_with_free_variables).
-export([f/2]).
f(X, Y) ->
    F = fun Loop(0) -> X; Loop(N) -> Loop(N - 1) end,
    {F, fun(Z) -> Z + Y end}.
