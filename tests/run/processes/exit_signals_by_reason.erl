%% What an exit signal does: by exit/2 and over a link, for each kind of reason, to a process that traps exits or not.
-module(exit_signals_by_reason).
-export([main/0]).

main() ->
    [io:format("~p, trap_exit ~p, ~p: ~p~n", [Way, Trap, Reason, outcome(Way, Trap, Reason)])
     || Way <- [exit, link], Trap <- [false, true],
        Reason <- [normal, kill, killed, shutdown, {shutdown, why}, noproc, {any, "term"}]].

outcome(Way, Trap, Reason) ->
    Main = self(),
    Target = spawn(fun() ->
        process_flag(trap_exit, Trap),
        Main ! ready,
        receive {'EXIT', From, Why} when is_pid(From) -> exit({message, Why}); stop -> exit(untouched) end
    end),
    receive ready -> ok end,
    Ref = monitor(process, Target),
    {Sender, SenderRef} = spawn_monitor(fun() -> send(Way, Target, Reason) end),
    receive {'DOWN', SenderRef, process, Sender, _} -> ok end,
    Target ! stop,
    receive {'DOWN', Ref, process, Target, Outcome} -> Outcome end.

send(exit, Target, Reason) -> exit(Target, Reason);
send(link, Target, Reason) -> link(Target), exit(Reason).
