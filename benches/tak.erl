%% Calls with three arguments and a comparison: Takeuchi's function.
-module(tak).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(13) end}.

run(N) -> tak(2 * N, N + 5, N - 5) + tak(24, 16, 8) + tak(23, 15, 7).

tak(X, Y, Z) when Y < X -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
tak(_, _, Z) -> Z.
