%% Prints what a row gives: its value, the exception that it raised, or why its process ended.
%% Each row runs in a process of its own, so that none leaves links, flags or mail to the next.
show(What, Fun) ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Main ! {self(), try Fun() catch Class:Reason -> {Class, Reason} end} end),
    receive
        {Pid, Value} -> io:format("~s: ~p~n", [What, Value]), demonitor(Ref, [flush]);
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~s: ends by ~p~n", [What, Reason])
    end.
