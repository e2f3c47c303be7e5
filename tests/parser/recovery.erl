-module(recovery).
f(X) -> X +.
g(X) ->
    case X of a -> b.

h(X) -> X

i(X) -> X.
