%% Allocation and collection: binary trees built and counted, one kept alive.
-module(trees).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(19) end}.

run(Depth) ->
    Long = make(Depth),
    Short = lists:sum([count(make(D)) || D <- lists:seq(4, Depth), _ <- lists:seq(1, 1 bsl (Depth - D))]),
    Short + count(Long).

make(0) -> {nil, nil};
make(D) -> {make(D - 1), make(D - 1)}.

count({nil, nil}) -> 1;
count({L, R}) -> 1 + count(L) + count(R).
