-module(nomatch_after_variable).
-export([f/1]).
f(X) -> X;
f(2) -> two.
