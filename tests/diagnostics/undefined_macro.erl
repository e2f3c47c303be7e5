-module(undefined_macro).
-export([f/1]).
-define(TIMEOUT, 10).
f(X) -> X + ?TIMOUT.
