-module(fun_head_mismatch).
-export([f/1]).
f(_) -> fun(1) -> one; (2, 3) -> two end.
