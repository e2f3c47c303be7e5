-module(exit_2_cases).
-export([main/0]).

idle(Trap) ->
    Me = self(),
    P = spawn(fun() -> process_flag(trap_exit, Trap), Me ! ready, receive {'EXIT', _, R} -> exit({trapped, R}) end end),
    receive ready -> P end.

main() ->
    [begin
         P = idle(Trap),
         R = monitor(process, P),
         exit(P, Reason),
         receive {'DOWN', R, _, _, W} -> io:format("trap ~p, exit ~p: ~p~n", [Trap, Reason, W])
         after 50 -> io:format("trap ~p, exit ~p: alive~n", [Trap, Reason])
         end
     end || Trap <- [false, true], Reason <- [normal, kill, other]].
