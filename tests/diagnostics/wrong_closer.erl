-module(wrong_closer).
-export([f/1]).
f(X) -> [X, {1, 2]}.
