%% The worker crashes; main dies by the link.
-module(crash_in_a_linked_process).
-export([main/0]).

main() ->
    spawn_link(fun() -> worker([1, 2, three]) end),
    receive
        {result, Result} -> io:format("~p~n", [Result])
    end.

worker(List) -> exit({result, lists:sum(List)}).
