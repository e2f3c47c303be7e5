-module(case_without_of).
-export([f/1]).
f(X) -> case X 1 -> ok end.
