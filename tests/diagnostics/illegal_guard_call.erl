-module(illegal_guard_call).
-export([f/1]).
f(X) when g(X) -> X.
g(X) -> X.
