-module(late_feature).
-export([f/1]).
-feature(maybe_expr, enable).
f(X) -> X.
