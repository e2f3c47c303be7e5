-module(semicolon_for_full_stop).
-export([f/1]).
f(1) -> one;

g(2) -> two.
