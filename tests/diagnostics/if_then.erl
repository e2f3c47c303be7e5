-module(if_then).
-export([f/1]).
f(X) -> if X > 1 then ok end.
