%% A flood of messages that are small but hold large binaries, to a process that never receives.
-module(flood_of_binaries).
-export([main/0]).

main() ->
    {Pid, Ref} = spawn_monitor(fun() -> receive never -> ok end end),
    Sender = spawn(fun() -> send(Pid) end),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("flooded: ~p~n", [Reason]) end,
    io:format("sender alive: ~p~n", [is_process_alive(Sender)]).

send(Pid) -> Pid ! binary:copy(<<"x">>, 10000), send(Pid).
