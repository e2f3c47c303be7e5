-module(unsupported_nifs).
-export([f/1]).
-nifs([f/1]).
f(X) -> X.
