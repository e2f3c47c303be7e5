-module(linked_exit_while_trapping_then_not).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> exit(first) end),
    receive {'EXIT', P, R} -> io:format("~p~n", [R]) end,
    process_flag(trap_exit, false),
    {_, M} = spawn_monitor(fun() -> spawn_link(fun() -> exit(second) end), timer:sleep(500) end),
    receive {'DOWN', M, _, _, W} -> io:format("~p~n", [W]) end.
