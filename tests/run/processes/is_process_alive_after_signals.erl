%% Signals sent before it count when a process is asked for: a killed process is not alive any more.
-module(is_process_alive_after_signals).
-export([main/0]).

main() ->
    Waiting = fun() -> receive stop -> ok end end,
    show("killed at once", [killed(spawn(Waiting)) || _ <- lists:seq(1, 500)]),
    show("killed while it waits", [killed(waiting(Waiting)) || _ <- lists:seq(1, 500)]),
    show("killed while it runs", [killed(spawn(fun loop/0)) || _ <- lists:seq(1, 50)]),
    show("alive while it waits", [is_process_alive(waiting(Waiting)) || _ <- lists:seq(1, 500)]),
    show("alive while it runs", [running() || _ <- lists:seq(1, 50)]),
    Trapping = waiting(fun() -> process_flag(trap_exit, true), Waiting() end),
    exit(Trapping, shutdown),
    show("trapping", [is_process_alive(Trapping)]),
    show("myself", [is_process_alive(self())]),
    io:format("~p~n", [catch_reason(fun() -> is_process_alive(nobody) end)]).

killed(Pid) ->
    exit(Pid, kill),
    is_process_alive(Pid).

running() ->
    Pid = spawn(fun loop/0),
    Alive = is_process_alive(Pid),
    exit(Pid, kill),
    Alive.

loop() -> loop().

%% A process that has come to its receive.
waiting(Fun) ->
    Pid = spawn(Fun),
    wait(Pid).

wait(Pid) ->
    case process_info(Pid, status) of
        {status, waiting} -> Pid;
        _ ->
            erlang:yield(),
            wait(Pid)
    end.

show(What, Answers) -> io:format("~s: ~p~n", [What, lists:usort(Answers)]).

catch_reason(Fun) ->
    try Fun() catch error:Reason -> Reason end.
