-module(bad_on_load).
-export([f/1]).
-on_load(f/1).
f(X) -> X.
