%% A table dies with its owner, unless there is an heir or it was given away.
-module(ets_owner_and_heir).
-export([main/0]).

main() ->
    Self = self(),
    run(fun() -> ets:new(gone, [named_table, public]), ets:insert(gone, {a, 1}) end),
    io:format("~p ~p~n", [ets:whereis(gone), ets:info(gone)]),
    run(fun() -> ets:new(left, [named_table, {heir, Self, [data, <<0:1000>>]}]), ets:insert(left, {a, 1}) end),
    receive
        {'ETS-TRANSFER', left, From, [data, Bits]} -> io:format("~p ~p~n", [is_pid(From), bit_size(Bits)])
    end,
    io:format("~p ~p ~p~n", [ets:info(left, owner) =:= Self, ets:lookup(left, a), ets:info(left, heir) =:= Self]),
    T = ets:new(given, [private]),
    ets:insert(T, {b, 2}),
    {Pid, Ref} = spawn_monitor(fun() -> receive {'ETS-TRANSFER', T, Self, gift} -> exit({took, ets:tab2list(T)}) end end),
    true = ets:give_away(T, Pid, gift),
    receive {'DOWN', Ref, _, _, Reason} -> io:format("~p~n", [Reason]) end,
    io:format("~p~n", [ets:info(T)]),
    L = ets:new(l, [{heir, Self, x}]),
    true = ets:setopts(L, {heir, none}),
    io:format("~p~n", [ets:info(L, heir)]),
    {'EXIT', {badarg, _}} = (catch ets:give_away(L, Self, x)),
    {'EXIT', {badarg, _}} = (catch ets:give_away(L, Pid, x)),
    Dead = ets:new(dead_heir, [{heir, Pid, x}]),
    io:format("~p~n", [ets:info(Dead, size)]).

run(Fun) ->
    {_, Ref} = spawn_monitor(Fun),
    receive {'DOWN', Ref, _, _, normal} -> ok end.
