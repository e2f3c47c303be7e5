-module(redefined_macro).
-export([f/1]).
-define(A, 1).
-define(A, 2).
f(X) -> X + ?A.
