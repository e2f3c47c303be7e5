%% A parallel map of fib: prints the median time of seven, in microseconds (benches/scaling runs it).
%%
%%   erlet --schedulers 2 benches/scaling.erl N WORKERS
-module(scaling).
-export([main/1]).

main([Number, Workers]) ->
    {N, Count} = {list_to_integer(Number), list_to_integer(Workers)},
    Times = [time(N, Count) || _ <- lists:seq(1, 7)],
    io:format("~b~n", [lists:nth(4, lists:sort(Times))]).

time(N, Count) ->
    Start = erlang:monotonic_time(microsecond),
    Self = self(),
    Workers = [spawn(fun() -> Self ! {self(), fib(N)} end) || _ <- lists:seq(1, Count)],
    [receive {Worker, _} -> ok end || Worker <- Workers],
    erlang:monotonic_time(microsecond) - Start.

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
