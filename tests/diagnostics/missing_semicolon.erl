-module(missing_semicolon).
-export([f/1]).
f(1) -> one
f(2) -> two.
