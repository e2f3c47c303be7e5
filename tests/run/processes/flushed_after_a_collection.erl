%% A message that a receive looked at while garbage was collected is flushed by demonitor afterwards.
-module(flushed_after_a_collection).
-export([main/0]).

main() -> io:format("~p~n", [[flushed(N) || N <- lists:seq(1, 20)]]).

flushed(N) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({reason, N, [N, N]}) end),
    wait_until_gone(Pid),
    looked_at = look(),
    true = erlang:garbage_collect(),
    true = demonitor(Ref, [flush]),
    self() ! {N, [N]},
    true = erlang:garbage_collect(),
    receive Message -> Message end.

%% The guard allocates, so that the collector may run while the message is looked at.
look() ->
    receive
        {_, _, _, _, Reason} = Message when [Reason, Message] =:= {Reason} -> Message
    after 0 -> looked_at
    end.

wait_until_gone(Pid) ->
    case is_process_alive(Pid) of
        true -> erlang:yield(), wait_until_gone(Pid);
        false -> ok
    end.
