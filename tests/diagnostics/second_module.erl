-module(second_module).
-module(again).
-export([f/1]).
f(X) -> X.
