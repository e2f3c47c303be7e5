-module(double_else).
-export([f/1]).
-ifdef(DEBUG).
-else.
-else.
-endif.
f(X) -> X.
