-module(redefined_spec).
-export([f/1]).
-spec f(any()) -> any().
-spec f(any()) -> any().
f(X) -> X.
