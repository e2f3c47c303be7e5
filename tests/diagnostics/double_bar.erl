-module(double_bar).
-export([f/1]).
f(X) -> X || true.
