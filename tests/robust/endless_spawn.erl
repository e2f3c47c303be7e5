%% Processes without end: spawn raises system_limit, whoever had a turn keeps it, and the machine goes on when they
%% have been ended.
-module(endless_spawn).
-export([main/0, wait/0]).

main() ->
    Ticker = spawn(fun ticker/0),
    io:format("spawn: ~p~n", [spawn_all([])]),
    Ticker ! {self(), ask},
    receive answer -> io:format("the others go on~n") end.

spawn_all(Pids) ->
    try spawn(?MODULE, wait, []) of
        Pid -> spawn_all([Pid | Pids])
    catch
        error:Reason ->
            [exit(Pid, kill) || Pid <- Pids],
            Reason
    end.

wait() -> receive stop -> ok end.

ticker() -> receive {From, ask} -> From ! answer, ticker() end.
