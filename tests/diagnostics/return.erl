-module(return).
-export([f/1]).
f(X) -> return X.
