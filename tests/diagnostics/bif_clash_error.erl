-module(bif_clash_error).
-export([f/1]).
f(X) -> length(X).
length(X) -> X.
