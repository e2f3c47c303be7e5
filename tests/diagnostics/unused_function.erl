-module(unused_function).
-export([f/1]).
f(X) -> X.
g(X) -> X.
