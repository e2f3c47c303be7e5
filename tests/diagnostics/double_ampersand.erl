-module(double_ampersand).
-export([f/1]).
f(X) -> X && true.
