-module(head_is_variable).
-export([f/1]).
f(X) -> X.
Area(X) -> X.
