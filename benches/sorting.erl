%% lists:sort of integers, lists:keysort of pairs, lists:sort with a fun.
-module(sorting).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(150000) end}.

run(N) ->
    List = numbers(N, 12345),
    Sorted = lists:sort(List),
    Pairs = lists:keysort(1, [{X rem 1000, X} || X <- List]),
    Down = lists:sort(fun(A, B) -> A >= B end, List),
    {hd(Sorted), hd(Pairs), hd(Down), length(lists:usort(List))}.

numbers(0, _) -> [];
numbers(N, Seed) ->
    Next = (Seed * 1103515245 + 12345) band 16#7FFFFFFF,
    [Next | numbers(N - 1, Next)].
