-module(attribute_no_constant).
-export([f/1]).
-author(X + 1).
f(X) -> X.
