-module(head_mismatch_name).
-export([f/1]).
f(1) -> one;
g(2) -> two.
