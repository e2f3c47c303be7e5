-module(monitor_by_name).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    register(target, P),
    R = monitor(process, target),
    target ! stop,
    receive {'DOWN', R, process, Who, W} -> io:format("~p ~p~n", [Who, W]) end.
