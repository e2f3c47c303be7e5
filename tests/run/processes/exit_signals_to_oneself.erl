%% exit/2 with the caller's own pid: the signal has come when exit/2 returns, and normal is not ignored.
-module(exit_signals_to_oneself).
-export([main/0]).

main() ->
    [begin
         {Pid, Ref} = spawn_monitor(fun() -> try_it(Trap, Reason) end),
         receive {'DOWN', Ref, process, Pid, Outcome} -> io:format("trap_exit ~p, ~p: ~p~n", [Trap, Reason, Outcome]) end
     end || Trap <- [false, true], Reason <- [normal, kill, shutdown, other]].

try_it(Trap, Reason) ->
    process_flag(trap_exit, Trap),
    Self = self(),
    Result = try exit(self(), Reason) catch Class:Why -> {Class, Why} end,
    receive {'EXIT', Self, Message} -> exit({Result, message, Message}) after 0 -> exit({Result, nothing}) end.
