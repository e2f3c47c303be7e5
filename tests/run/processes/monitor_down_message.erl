-module(monitor_down_message).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive {stop, R} -> exit(R) end end),
    R1 = monitor(process, P),
    R2 = monitor(process, P),
    io:format("~p~n", [R1 =/= R2]),
    P ! {stop, bye},
    receive {'DOWN', R1, process, P, W1} -> io:format("~p~n", [W1]) end,
    receive {'DOWN', R2, process, P, W2} -> io:format("~p~n", [W2]) end.
