-module(spec_arity).
-export([f/1]).
-spec f(any()) -> any(); (any(), any()) -> any().
f(X) -> X.
