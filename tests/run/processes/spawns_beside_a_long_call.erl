%% deep
%% While one process is in a single call of a built-in function, others come and go, and their memory is used again.
-module(spawns_beside_a_long_call).
-export([main/0]).

main() ->
    Self = self(),
    L = numbers(1500000),
    spawn(fun() ->
        Self ! ready,
        Self ! {done, length(L -- lists:reverse(L))}
    end),
    receive ready -> ok end,
    Before = erlang:memory(total),
    {Left, Count, Most} = churn(0, Before),
    io:format("left: ~p, many came and went: ~p, memory stayed: ~p~n", [Left, Count > 1000, Most - Before < 256 bsl 20]).

numbers(N) -> [erlang:phash2(I) || I <- lists:seq(1, N)].

%% Fifty at a time, until the call has ended: how many, and the most memory that was taken.
churn(Count, Most) ->
    Refs = [element(2, spawn_monitor(fun() -> ok end)) || _ <- lists:seq(1, 50)],
    [receive {'DOWN', Ref, process, _, normal} -> ok end || Ref <- Refs],
    receive
        {done, Left} -> {Left, Count + 50, Most}
    after 0 -> churn(Count + 50, max(Most, erlang:memory(total)))
    end.
