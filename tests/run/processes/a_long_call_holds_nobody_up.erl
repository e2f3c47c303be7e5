%% at once: what is long goes on beside the others, and under a seed nothing goes on beside another.
%% deep
%% Another process goes on while one is in a built-in function that takes long, and while its large heap is collected.
-module(a_long_call_holds_nobody_up).
-export([main/0]).

main() ->
    beside("subtract", fun() -> numbers(300000) end, fun(L) -> length(L -- lists:reverse(L)) end),
    beside("collect", fun() -> [{N, [N]} || N <- lists:seq(1, 2000000)] end, fun(L) -> erlang:garbage_collect(), length(L) end).

numbers(N) -> [erlang:phash2(I) || I <- lists:seq(1, N)].

%% How often main gets its turn while the other one works.
beside(What, Prepare, Work) ->
    Self = self(),
    spawn(fun() ->
        Data = Prepare(),
        Self ! ready,
        Self ! {done, Work(Data)}
    end),
    receive ready -> ok end,
    {Value, Ticks} = ticks(0),
    io:format("~s: ~p, went on: ~p~n", [What, Value, Ticks >= 3]).

ticks(N) ->
    receive {done, Value} -> {Value, N} after 2 -> ticks(N + 1) end.
