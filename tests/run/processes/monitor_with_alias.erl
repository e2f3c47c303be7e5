-module(monitor_with_alias).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive {From, Q} -> From ! {From, Q + 1} end end),
    R = monitor(process, P, [{alias, reply_demonitor}]),
    P ! {R, 41},
    receive {R, A} -> io:format("~p~n", [A]) end,
    io:format("~p~n", [receive M -> M after 20 -> no_down end]).
