-module(error_directive).
-export([f/1]).
-error("not on this machine").
f(X) -> X.
