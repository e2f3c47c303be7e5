%% Calls and small integers: the doubly recursive Fibonacci function.
-module(fib).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(36) end}.

run(N) when N < 2 -> N;
run(N) -> run(N - 1) + run(N - 2).
