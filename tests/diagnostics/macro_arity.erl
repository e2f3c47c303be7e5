-module(macro_arity).
-export([f/1]).
-define(A(X), X).
f(X) -> ?A(X, 1).
