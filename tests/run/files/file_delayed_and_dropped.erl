%% What was to be written later is written when the owner of the file ends, but for its own exit by `kill`.
-module(file_delayed_and_dropped).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_dropped_" ++ os:getpid()),
    [io:format("~p ~p ~0p~n", [Reason, Modes, written(Name, Reason, Modes)])
     || Reason <- [normal, shutdown, killed, kill, oops], Modes <- [[delayed_write], [delayed_write, raw], []]],
    ok = file:delete(Name).

written(Name, Reason, Modes) ->
    ok = file:write_file(Name, "before"),
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
                                           {ok, File} = file:open(Name, [write | Modes]),
                                           ok = file:write(File, "text"),
                                           Self ! wrote,
                                           receive {exit, How} -> exit(How) end
                                   end),
    receive wrote -> ok end,
    case Reason of
        killed -> exit(Pid, kill);
        _ -> Pid ! {exit, Reason}
    end,
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    timer:sleep(300),
    {ok, Text} = file:read_file(Name),
    Text.
