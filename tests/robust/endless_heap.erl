%% Data and stack without end: each process ends by its own limit.
-module(endless_heap).
-export([main/0]).

main() ->
    Ticker = spawn(fun ticker/0),
    [attempt(Name, Fun) || {Name, Fun} <- growers()],
    Ticker ! {self(), ask},
    receive answer -> io:format("the others go on~n") end.

attempt(Name, Fun) ->
    {Pid, Ref} = spawn_monitor(Fun),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p: ~p~n", [Name, Reason]) end.

growers() ->
    [{list, fun() -> list([]) end},
     {stack, fun() -> stack(1) end},
     {duplicate, fun() -> lists:duplicate(1 bsl 40, a) end},
     {seq, fun() -> lists:seq(1, 1 bsl 40) end},
     {map, fun() -> map(#{}, 0) end}].

list(List) -> list([List | List]).

stack(0) -> 0;
stack(N) -> 1 + stack(N + 1).

map(Map, N) -> map(Map#{N => N}, N + 1).

ticker() -> receive {From, ask} -> From ! answer, ticker() end.
