-module(noproc).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> ok end,
    link(P),
    receive {'EXIT', P, Why} -> io:format("~p~n", [Why]) end,
    R2 = monitor(process, P),
    receive {'DOWN', R2, process, P, Why2} -> io:format("~p~n", [Why2]) end,
    R3 = monitor(process, nobody_here),
    receive {'DOWN', R3, process, Name, Why3} -> io:format("~p ~p~n", [Name, Why3]) end,
    process_flag(trap_exit, false),
    io:format("~p~n", [caught(fun() -> link(P) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
