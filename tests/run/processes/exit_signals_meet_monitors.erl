%% One process is linked to, monitors and has an alias of another: which signals come, in which order, for each end.
-module(exit_signals_meet_monitors).
-export([main/0]).

main() ->
    [io:format("~p: ~p~n", [Reason, seen(Reason)]) || Reason <- [normal, shutdown, kill, killed, {error, why}]],
    io:format("a name: ~p~n", [named()]),
    io:format("a chain: ~p~n", [chain(5)]),
    io:format("a cycle: ~p~n", [cycle(4)]),
    io:format("a trapping link ends the chain: ~p~n", [trapped()]).

%% In a process of its own, which traps exits.
run(Fun) ->
    Main = self(),
    spawn(fun() -> process_flag(trap_exit, true), Main ! {result, Fun()} end),
    receive {result, Result} -> Result end.

seen(Reason) ->
    run(fun() ->
        {Pid, Ref} = spawn_opt(fun() -> receive go -> exit(Reason) end end, [link, monitor]),
        Second = monitor(process, Pid),
        Pid ! go,
        lists:sort([receive
            {'EXIT', Pid, Why} -> {link, Why};
            {'DOWN', Ref, process, Pid, Why} -> {spawned, Why};
            {'DOWN', Second, process, Pid, Why} -> {monitor, Why}
        end || _ <- [1, 2, 3]])
    end).

named() ->
    run(fun() ->
        Pid = spawn_link(fun() -> receive go -> exit(why) end end),
        register(the_name, Pid),
        Ref = monitor(process, the_name),
        the_name ! go,
        Down = receive {'DOWN', Ref, process, {the_name, Node}, Why} -> {Node, Why} end,
        {Down, whereis(the_name), receive {'EXIT', Pid, Reason} -> Reason end}
    end).

chain(N) ->
    run(fun() ->
        Last = link_on(N),
        exit(Last, broken),
        receive {'EXIT', _, Why} -> Why end
    end).

%% A chain of linked processes from the caller on; the one farthest away.
link_on(N) ->
    Caller = self(),
    spawn_link(fun() -> link_next(N - 1, Caller) end),
    receive {last, Last} -> Last end.

link_next(0, Caller) -> Caller ! {last, self()}, receive after infinity -> ok end;
link_next(N, Caller) ->
    spawn_link(fun() -> link_next(N - 1, Caller) end),
    receive after infinity -> ok end.

cycle(N) ->
    run(fun() ->
        Pids = [spawn(fun() -> receive {link, To} -> link(To) end, receive after infinity -> ok end end) || _ <- lists:seq(1, N)],
        Refs = [monitor(process, Pid) || Pid <- Pids],
        [From ! {link, To} || {From, To} <- lists:zip(Pids, tl(Pids) ++ [hd(Pids)])],
        wait_linked(Pids),
        exit(hd(Pids), stop),
        [receive {'DOWN', Ref, _, _, Why} -> Why end || Ref <- Refs]
    end).

wait_linked(Pids) ->
    case lists:all(fun(Pid) -> length(element(2, process_info(Pid, links))) =:= 2 end, Pids) of
        true -> ok;
        false -> erlang:yield(), wait_linked(Pids)
    end.

trapped() ->
    run(fun() ->
        Self = self(),
        Middle = spawn_link(fun() ->
            process_flag(trap_exit, true),
            Pid = spawn_link(fun() -> exit(inner) end),
            receive {'EXIT', Pid, Why} -> Self ! {caught, Why} end,
            receive stop -> ok end
        end),
        receive {caught, Why} -> Middle ! stop, {Why, receive {'EXIT', Middle, End} -> End end} end
    end).
