-module(predefined_macro).
-export([f/1]).
-define(LINE, 1).
f(X) -> X.
