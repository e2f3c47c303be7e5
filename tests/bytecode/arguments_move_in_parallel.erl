-module(arguments_move_in_parallel).
-export([f/3]).
f(A, B, C) -> g(C, A, B).
g(A, B, C) -> {A, B, C}.
