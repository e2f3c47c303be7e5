%% Integers without bound: factorial, Fibonacci, division, power, to text.
-module(bigints).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(6500) end}.

run(N) ->
    F = factorial(N, 1),
    G = fibonacci(N * 10, 0, 1),
    Q = F div G,
    R = (F * G + 1) rem (Q + 1),
    P = power(3, N * 3),
    {length(integer_to_list(F)), R rem 1000003, P rem 1000003, (F band G) rem 1000003, powers(20, P)}.

factorial(0, Acc) -> Acc;
factorial(N, Acc) -> factorial(N - 1, N * Acc).

fibonacci(0, A, _) -> A;
fibonacci(N, A, B) -> fibonacci(N - 1, B, A + B).

power(_, 0) -> 1;
power(X, N) when N band 1 =:= 0 -> power(X * X, N bsr 1);
power(X, N) -> X * power(X, N - 1).

powers(0, X) -> X rem 1000003;
powers(N, X) -> powers(N - 1, (X * X) rem ((1 bsl 4423) - 1)).
