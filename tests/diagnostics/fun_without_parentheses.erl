-module(fun_without_parentheses).
-export([f/1]).
f(_) -> fun X -> X end.
