-module(fun_without_arity).
-export([f/1]).
f(X) -> lists:map(fun g, X).
g(X) -> X.
