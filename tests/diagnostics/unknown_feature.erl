-module(unknown_feature).
-feature(maybe_expression, enable).
-export([f/1]).
f(X) -> X.
