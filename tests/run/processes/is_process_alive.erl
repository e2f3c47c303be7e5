-module(is_process_alive).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive x -> x end end),
    A = is_process_alive(P),
    R = monitor(process, P),
    P ! x,
    receive {'DOWN', R, _, _, _} -> ok end,
    io:format("~p ~p ~p~n", [A, is_process_alive(P), is_process_alive(self())]),
    io:format("~p~n", [lists:member(self(), processes())]).
