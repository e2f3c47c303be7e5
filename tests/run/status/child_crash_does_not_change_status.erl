-module(child_crash_does_not_change_status).
-export([main/0]).

main() ->
    {_, R} = spawn_monitor(fun() -> exit(bad) end),
    receive {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end.
