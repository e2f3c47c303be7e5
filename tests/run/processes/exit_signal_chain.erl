-module(exit_signal_chain).
-export([main/0]).

chain(0) -> exit(end_of_chain);
chain(N) -> spawn_link(fun() -> chain(N - 1) end), receive never -> ok end.

main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> chain(100) end),
    receive {'EXIT', P, W} -> io:format("~p~n", [W]) end.
