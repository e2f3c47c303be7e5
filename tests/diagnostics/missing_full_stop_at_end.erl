-module(missing_full_stop_at_end).
-export([f/1]).
f(X) -> X
