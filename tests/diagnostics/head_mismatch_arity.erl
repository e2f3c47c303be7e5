-module(head_mismatch_arity).
-export([f/1]).
f(1) -> one;
f(2, 3) -> two.
