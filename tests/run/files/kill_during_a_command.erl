%% at once: what is long goes on beside the others, and under a seed nothing goes on beside another.
%% A process that waits for a command ends at once when it is killed, and the others' commands go on.
-module(kill_during_a_command).
-export([main/0]).

main() ->
    {Slow, Ref} = spawn_monitor(fun() -> os:cmd("sleep 20") end),
    Self = self(),
    spawn(fun() -> Self ! {answer, os:cmd("sleep 0.2; echo done")} end),
    receive after 50 -> ok end,
    Before = erlang:monotonic_time(millisecond),
    exit(Slow, kill),
    receive {'DOWN', Ref, process, Slow, Why} -> io:format("~p~n", [Why]) end,
    io:format("at once: ~p~n", [erlang:monotonic_time(millisecond) - Before < 5000]),
    receive {answer, Text} -> io:format("~s", [Text]) end.
