%% What rpc and erpc do with nodes, functions, arguments and times of the wrong kind.
-module(remote_calls_with_wrong_arguments).
-export([main/0]).

main() ->
    Me = node(),
    Fun = fun() -> 1 end,
    Slow = fun() -> timer:sleep(100) end,
    _ = [show(erpc, Function, Args)
         || {Function, Args} <-
                [{call, [Me, Fun, Time]} || Time <- [soon, -1, 16#ffffffff, 16#100000000, 1.5, {abs, x}]] ++
                [{call, ["a", lists, sum, [[]]]}, {call, [Me, "lists", sum, [[]]]}, {call, [Me, lists, sum, a]}, {call, [Me, a]}] ++
                [{multicall, [Me | Rest]} || Rest <- [[Fun], [lists, sum, [[]]]]] ++
                [{multicall, [Nodes, lists, sum, [[]]]} || Nodes <- [["a"], [Me | a], a, []]] ++
                [{multicall, [[Me], lists, sum, a]}, {multicall, [[Me], lists, sum, [[]], soon]}, {multicall, [[Me], Fun, soon]}] ++
                [{multicall, [[Me], a]}, {multicast, [a, Fun]}] ++
                [{multicast, [Nodes, lists, sum, [[]]]} || Nodes <- [["a"], [Me | a], a, []]] ++
                [{cast, ["a", lists, sum, [[]]]}, {cast, [Me, lists, sum, a]}] ++
                [{send_request, [Me, a]}, {send_request, ["a", Fun]}, {send_request, [Me, lists, sum, a]}] ++
                [{Wait, [erpc:send_request(Me, Slow), Time]} || Wait <- [receive_response, wait_response], Time <- [soon, -1, {abs, x}]] ++
                [{Wait, [a]} || Wait <- [receive_response, wait_response]]],
    _ = [show(rpc, Function, Args)
         || {Function, Args} <-
                [{Call, Args} || Call <- [call, cast, async_call], Args <- [["a", lists, sum, []], [Me, lists, sum, a]]] ++
                [{call, [Me, lists, sum, [[]], soon]}, {multicall, [[Me], lists, sum, [[]], soon]}, {multicall, [a, lists, sum, [[]], 1]}] ++
                [{yield, [a]}, {nb_yield, [a]}, {nb_yield, [rpc:async_call(Me, timer, sleep, [100]), soon]}] ++
                [{parallel_eval, [[a]]}, {pmap, [{lists, sum}, [], a]}, {pmap, [a, [], [1]]}]],
    _ = [io:format("epp:open ~p: ~p~n", [Options, outcome(epp, open, [Options])])
         || Options <- ["name", name, <<"name">>, [], [{name, "no_such_file"}], {name}]],
    ok.

show(Module, Function, Args) ->
    io:format("~p:~p~p: ~p~n", [Module, Function, [shown(Arg) || Arg <- Args], outcome(Module, Function, Args)]).

shown(Fun) when is_function(Fun) -> function;
shown([Ref | _]) when is_reference(Ref) -> request;
shown({Pid, _}) when is_pid(Pid) -> request;
shown(Arg) -> Arg.

outcome(Module, Function, Args) ->
    try apply(Module, Function, Args)
    catch Class:Reason -> {Class, Reason}
    end.
