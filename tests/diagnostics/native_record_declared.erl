-module(native_record_declared).
-export([f/1]).
-record #point{x, y}.
f(X) -> X.
