-module(stack_of_a_dead_process).
-export([main/0, worker/1]).

worker(X) -> 1 + inner(X).
inner(X) -> element(X, {a}).

main() ->
    {_, Ref} = spawn_monitor(?MODULE, worker, [3]),
    receive {'DOWN', Ref, _, _, {Reason, Stack}} -> io:format("~p ~p~n", [Reason, frames(Stack)]) end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].
