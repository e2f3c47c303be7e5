-module(unsupported_transform).
-export([f/1]).
-compile({parse_transform, my_transform}).
f(X) -> X.
