-module(kill_becomes_killed_for_links).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> receive x -> x end end),
    exit(P, kill),
    receive {'EXIT', P, W} -> io:format("~p~n", [W]) end.
