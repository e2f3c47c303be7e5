-module(spawn_monitor_reasons).
-export([main/0]).

main() ->
    Show = fun(F) -> {P, R} = spawn_monitor(F), receive {'DOWN', R, process, P, W} -> io:format("~p~n", [W]) end end,
    Show(fun() -> ok end),
    Show(fun() -> exit(shutdown) end),
    Show(fun() -> exit({shutdown, why}) end),
    Show(fun() -> exit(self(), kill), receive a -> a end end).
