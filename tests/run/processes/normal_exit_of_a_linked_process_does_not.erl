-module(normal_exit_of_a_linked_process_does_not).
-export([main/0]).

main() ->
    spawn_link(fun() -> ok end),
    spawn_link(fun() -> exit(normal) end),
    receive after 20 -> io:format("alive~n") end.
