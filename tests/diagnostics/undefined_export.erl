-module(undefined_export).
-export([f/1, g/1]).
f(X) -> X.
