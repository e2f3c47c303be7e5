%% Messages without end to a process that never receives: it is the heaviest, so it ends.
-module(flood).
-export([main/0]).

main() ->
    Ticker = spawn(fun ticker/0),
    {Pid, Ref} = spawn_monitor(fun() -> receive never -> ok end end),
    Sender = spawn(fun() -> send(Pid) end),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("flooded: ~p~n", [Reason]) end,
    Ticker ! {self(), ask},
    receive answer -> io:format("the others go on~n") end,
    io:format("sender alive: ~p~n", [is_process_alive(Sender)]).

send(Pid) -> Pid ! {message, [1, 2, 3, 4, 5, 6, 7, 8]}, send(Pid).

ticker() -> receive {From, ask} -> From ! answer, ticker() end.
