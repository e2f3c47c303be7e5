-module(bad_define).
-export([f/1]).
-define(A 1).
f(X) -> X.
