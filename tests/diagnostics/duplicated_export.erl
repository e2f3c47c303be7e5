-module(duplicated_export).
-export([f/1, f/1]).
f(X) -> X.
