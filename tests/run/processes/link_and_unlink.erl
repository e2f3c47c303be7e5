-module(link_and_unlink).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    P = spawn(fun() -> receive stop -> exit(stopped) end end),
    io:format("~p ~p~n", [link(P), link(P)]),
    io:format("~p~n", [element(2, process_info(self(), links)) =:= [P]]),
    io:format("~p~n", [unlink(P)]),
    R = monitor(process, P),
    P ! stop,
    receive M when element(1, M) =:= 'EXIT' -> io:format("never~n");
            {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end,
    io:format("~p~n", [receive Any -> Any after 10 -> nothing end]).
