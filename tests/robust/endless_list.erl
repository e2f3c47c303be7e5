%% Lists, binaries, deep recursion and big requests without end: each process ends by the machine's limit.
-module(endless_list).
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
     {binary, fun() -> binary(<<"0123456789">>) end},
     {binaries, fun() -> binaries([]) end},
     {duplicate, fun() -> lists:duplicate(1 bsl 40, a) end},
     {seq, fun() -> lists:seq(1, 1 bsl 40) end},
     {copy, fun() -> binary:copy(<<0>>, 1 bsl 34) end},
     {map, fun() -> map(#{}, 0) end},
     {integer, fun() -> integer(1 bsl 64) end},
     {exploding, fun() -> self() ! exploding(60, []) end},
     {dictionary, fun() -> dictionary(0) end}].

list(List) -> list([List | List]).

stack(0) -> 0;
stack(N) -> 1 + stack(N + 1).

binary(Binary) -> binary(<<Binary/binary, Binary/binary>>).

binaries(List) -> binaries([binary:copy(<<"x">>, 100000) | List]).

map(Map, N) -> map(Map#{N => N}, N + 1).

integer(N) -> try integer(N * N) catch error:system_limit -> list([]) end.

exploding(0, Term) -> Term;
exploding(N, Term) -> exploding(N - 1, {Term, Term}).

dictionary(N) -> put(N, N), dictionary(N + 1).

ticker() -> receive {From, ask} -> From ! answer, ticker() end.
