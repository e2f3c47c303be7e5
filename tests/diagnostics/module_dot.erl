-module(module_dot).
-export([f/1]).
f(X) -> Lists.reverse(X).
