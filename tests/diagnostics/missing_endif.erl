-module(missing_endif).
-export([f/1]).
-ifdef(DEBUG).
f(X) -> X.
