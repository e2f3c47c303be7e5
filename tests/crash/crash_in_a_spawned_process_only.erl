%% The worker crashes with a report, main goes on to the end.
-module(crash_in_a_spawned_process_only).
-export([main/0]).

main() ->
    {_, Ref} = spawn_monitor(fun() -> worker(7) end),
    receive
        {'DOWN', Ref, process, _, {Reason, _Stack}} -> io:format("the worker failed: ~p~n", [Reason])
    end.

worker(X) -> list_to_atom(X).
