-module(demonitor_options).
-export([main/0]).

main() ->
    Dead = spawn(fun() -> ok end),
    receive after 20 -> ok end,
    R1 = monitor(process, Dead),
    io:format("~p ~p~n", [demonitor(R1, [flush]), receive M1 -> M1 after 10 -> no_down end]),
    R2 = monitor(process, Dead),
    receive after 10 -> ok end,
    io:format("~p~n", [demonitor(R2, [info])]),
    receive {'DOWN', R2, _, _, W} -> io:format("~p~n", [W]) end,
    R3 = monitor(process, self()),
    io:format("~p ~p~n", [demonitor(R3, [info]), demonitor(R3, [flush, info])]),
    io:format("~p~n", [demonitor(make_ref())]).
