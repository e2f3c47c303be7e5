-module(bif_clash_warning).
-export([f/1]).
f(X) -> max(X, 1).
max(X, _) -> X.
