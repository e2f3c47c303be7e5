%% How many handlers stand around a process, for itself and for others.
-module(catch_levels).
-export([main/0, again/1]).

main() ->
    show("plain", level()),
    show("catch", catch level()),
    show("try", try level() catch _ -> none end),
    show("after", try level() after ok end),
    show("of", try ok of ok -> level() catch _ -> none end),
    show("deep", deep(5)),
    show("handler", try throw(x) catch x -> level() end),
    Me = self(),
    Pid = spawn_link(fun() -> catch wait(Me, 3), again(Me) end),
    receive waits -> show("another", of_another(Pid)) end,
    Pid ! go,
    receive {Pid, Level} -> show("new", Level) end,
    Pid ! hibernate,
    receive {Pid, After} -> show("after hibernation", After) end.

show(What, Value) -> io:format("~s: ~p~n", [What, Value]).

level() ->
    {catchlevel, Level} = process_info(self(), catchlevel),
    [{catchlevel, Level}] = process_info(self(), [catchlevel]),
    Level.

deep(0) -> level();
deep(N) -> try deep(N - 1) catch _ -> none end.

wait(To, 0) ->
    To ! waits,
    receive go -> ok end;
wait(To, N) ->
    try wait(To, N - 1) catch _ -> none end.

of_another(Pid) ->
    case process_info(Pid, [status, catchlevel]) of
        [{status, waiting}, {catchlevel, Level}] -> Level;
        _ -> of_another(Pid)
    end.

again(To) ->
    To ! {self(), level()},
    receive hibernate -> self() ! awake, catch erlang:hibernate(?MODULE, again, [To]) end.
