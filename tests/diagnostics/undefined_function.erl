-module(undefined_function).
-export([f/1]).
f(X) -> dubble(X).
double(X) -> X * 2.
