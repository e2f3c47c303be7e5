-module(endless_macro).
-export([f/1]).
-define(M(X), X(X)).
f(_) -> ?M(?M).
