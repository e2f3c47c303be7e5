-module(circular_macro).
-export([f/1]).
-define(A, ?B).
-define(B, ?A).
f(X) -> X + ?A.
