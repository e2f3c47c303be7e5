%% map/2 with a process for each element.
%% The answers come in any order; the references put them back in the list's order.
-module(parallel_map).
-export([main/0]).

main() ->
    io:format("~p~n", [pmap(fun fib/1, lists:seq(15, 22))]),
    io:format("~p~n", [pmap(fun string:uppercase/1, ["one", "two", "three"])]),
    %% An error in a worker becomes an error in the caller.
    try pmap(fun(X) -> 12 div X end, [1, 2, 0, 3]) of
        List -> io:format("~p~n", [List])
    catch
        error:{worker_failed, Element, Reason} ->
            io:format("the worker of ~p failed: ~p~n", [Element, Reason])
    end.

pmap(Function, List) ->
    Workers = [{start_worker(Function, Element), Element} || Element <- List],
    [collect(Worker, Element) || {Worker, Element} <- Workers].

%% The worker's answer is its exit reason: no other message is needed.
start_worker(Function, Element) ->
    {_Pid, Ref} = spawn_monitor(fun() -> exit({answer, protect(Function, Element)}) end),
    Ref.

protect(Function, Element) ->
    try {ok, Function(Element)}
    catch _:Reason -> {failed, Reason}
    end.

collect(Ref, Element) ->
    receive
        {'DOWN', Ref, process, _, {answer, {ok, Value}}} -> Value;
        {'DOWN', Ref, process, _, {answer, {failed, Reason}}} -> error({worker_failed, Element, Reason})
    end.

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
