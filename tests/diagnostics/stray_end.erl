-module(stray_end).
-export([f/1]).
f(X) -> X end.
