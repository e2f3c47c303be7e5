-module(warning_directive).
-export([f/1]).
-warning("slow").
f(X) -> X.
