%% Funs called by lists:map, filter and foldl, with and without captured values.
-module(funs).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(900) end}.

run(N) ->
    List = lists:seq(1, 10000),
    repeat(N, List, 0).

repeat(0, _, Sum) -> Sum;
repeat(N, List, Sum) ->
    Mapped = lists:map(fun(X) -> X * N + 1 end, List),
    Kept = lists:filter(fun(X) -> X band 1 =:= 0 end, Mapped),
    Total = lists:foldl(fun(X, Acc) -> Acc + X end, 0, Kept),
    repeat(N - 1, List, (compose(fun(X) -> X + 1 end, fun(X) -> X bxor Sum end))(Total)).

compose(F, G) -> fun(X) -> F(G(X)) end.
