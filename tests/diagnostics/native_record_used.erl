-module(native_record_used).
-export([f/1]).
f(X) -> #shapes:point{x = X}.
