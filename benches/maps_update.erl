%% Maps: a small one updated in place of a record, a large one filled and read.
-module(maps_update).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(220000) end}.

run(N) -> small(N * 10, #{count => 0, sum => 0, last => none}) + large(N).

small(0, #{sum := Sum}) -> Sum;
small(N, #{count := C, sum := S} = M) -> small(N - 1, M#{count := C + 1, sum := S + N, last := N}).

large(N) ->
    M = fill(N, #{}),
    read(N, M, 0) + map_size(M).

fill(0, M) -> M;
fill(N, M) ->
    Key = N * 7919 rem 50021,
    fill(N - 1, M#{Key => maps:get(Key, M, 0) + 1}).

read(0, _, Sum) -> Sum;
read(N, M, Sum) -> read(N - 1, M, Sum + maps:get(N, M, 0)).
