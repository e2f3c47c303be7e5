-module(invalid_call).
-export([f/1]).
f(X) -> "abc"(X).
