-module(maybe_enabled).
-feature(maybe_expr, enable).
f(X) -> maybe {ok, Y} ?= X, Z = Y, {ok, Z} ?= g(Z) else {error, E} -> E; _ when X -> no end, 'maybe', 'else'.
g(X) -> maybe X end.
