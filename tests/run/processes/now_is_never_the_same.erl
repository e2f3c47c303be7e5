%% The times of erlang:now/0 grow from call to call, over all processes.
-module(now_is_never_the_same).
-compile(nowarn_deprecated_function).
-export([main/0]).

main() ->
    Workers = [spawn_monitor(fun() -> exit({times, times(300)}) end) || _ <- lists:seq(1, 8)],
    Times = [receive {'DOWN', Ref, process, Pid, {times, Own}} -> Own end || {Pid, Ref} <- Workers],
    io:format("in order: ~p~n", [lists:all(fun(Own) -> lists:usort(Own) =:= Own end, Times)]),
    io:format("different: ~p~n", [length(lists:usort(lists:append(Times)))]).

times(Count) -> [erlang:now() || _ <- lists:seq(1, Count)].
