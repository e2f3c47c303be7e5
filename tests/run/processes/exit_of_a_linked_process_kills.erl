-module(exit_of_a_linked_process_kills).
-export([main/0]).

main() ->
    Me = self(),
    Outer = spawn(fun() ->
        spawn_link(fun() -> exit(boom) end),
        receive after 1000 -> Me ! survived end
    end),
    R = monitor(process, Outer),
    receive {'DOWN', R, _, _, Why} -> io:format("~p~n", [Why]) end.
