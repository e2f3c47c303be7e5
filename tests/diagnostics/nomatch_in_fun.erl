-module(nomatch_in_fun).
-export([f/1]).
f(X) -> X(fun(_) -> 1; (2) -> 3 end).
