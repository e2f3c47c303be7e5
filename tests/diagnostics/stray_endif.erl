-module(stray_endif).
-export([f/1]).
-endif.
f(X) -> X.
