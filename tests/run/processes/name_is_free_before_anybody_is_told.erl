%% Whoever hears of the end of a process finds its name free, its pid dead and its tables gone, however long the rest takes.
-module(name_is_free_before_anybody_is_told).
-export([main/0]).

main() ->
    Sink = spawn(fun() -> receive stop -> ok end end),
    io:format("~p~n", [lists:usort([by_monitor(Sink) || _ <- lists:seq(1, 20)])]),
    process_flag(trap_exit, true),
    io:format("~p~n", [lists:usort([by_link(Sink) || _ <- lists:seq(1, 20)])]).

by_monitor(Sink) ->
    Pid = holder(Sink),
    Ref = monitor(process, Pid),
    Pid ! stop,
    poll(fun() -> receive {'DOWN', Ref, process, Pid, Reason} -> {down, Reason, seen(Pid)} after 0 -> nothing end end).

by_link(Sink) ->
    Pid = holder(Sink),
    link(Pid),
    Pid ! stop,
    poll(fun() -> receive {'EXIT', Pid, Reason} -> {exit, Reason, seen(Pid)} after 0 -> nothing end end).

%% Looks without a pause, so that the other process ends on another scheduler if there is one.
poll(Look) ->
    case Look() of
        nothing -> poll(Look);
        Found -> Found
    end.

seen(Pid) ->
    Named = whereis(held),
    Registered = try register(held, self()) of true -> unregister(held) catch error:badarg -> taken end,
    {Named, Registered, is_process_alive(Pid), lists:member(Pid, processes()), ets:info(held_table)}.

%% A process with a name and a table, whose end takes a while: it has to give up many monitors.
holder(Sink) ->
    Main = self(),
    Pid = spawn(fun() ->
        register(held, self()),
        held_table = ets:new(held_table, [named_table]),
        [monitor(process, Sink) || _ <- lists:seq(1, 3000)],
        Main ! ready,
        receive stop -> exit(done) end
    end),
    receive ready -> Pid end.
