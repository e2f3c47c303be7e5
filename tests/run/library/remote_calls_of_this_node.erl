%% rpc and erpc on the only node: values, exceptions, time limits, nodes that are not there.
-module(remote_calls_of_this_node).
-export([main/0, fail/1, slow/0]).

main() ->
    show(rpc:call(node(), lists, seq, [1, 3])),
    [show(badrpc(rpc:call(node(), ?MODULE, fail, [Class]))) || Class <- [error, exit, throw]],
    show(rpc:call(node(), ?MODULE, slow, [], 10)),
    show(rpc:call('nobody@nowhere', lists, seq, [1, 3])),
    show(rpc:block_call(node(), lists, sum, [[1, 2]])),
    Key = rpc:async_call(node(), lists, reverse, ["abc"]),
    show(rpc:yield(Key)),
    show(rpc:nb_yield(rpc:async_call(node(), ?MODULE, slow, []), 10)),
    show(rpc:multicall(lists, sum, [[1, 2, 3]])),
    show(rpc:multicall([node(), 'nobody@nowhere'], lists, sum, [[1]])),
    show(rpc:parallel_eval([{lists, sum, [[1, 2]]}, {lists, max, [[1, 2]]}])),
    show(rpc:pmap({erlang, '+'}, [10], [1, 2, 3])),
    register(listener, self()),
    show(rpc:cast(node(), erlang, send, [listener, cast])),
    receive Cast -> show(Cast) end,
    show(rpc:abcast([node()], listener, hello)),
    receive Hello -> show(Hello) end,
    show(rpc:sbcast([node()], listener, hello_again)),
    receive Again -> show(Again) end,
    show(rpc:sbcast([node()], no_such_name, hello)),
    exceptions().

exceptions() ->
    show(erpc:call(node(), fun() -> 6 * 7 end)),
    [show(outcome(fun() -> erpc:call(node(), ?MODULE, fail, [Class]) end)) || Class <- [error, exit, throw]],
    show(outcome(fun() -> erpc:call(node(), ?MODULE, slow, [], 10) end)),
    show(outcome(fun() -> erpc:call('nobody@nowhere', ?MODULE, slow, []) end)),
    show(outcome(fun() -> erpc:call(node(), no_fun) end)),
    show(erpc:multicall([node(), 'nobody@nowhere'], lists, sum, [[1, 2]])),
    Request = erpc:send_request(node(), lists, sum, [[4, 5]]),
    show(erpc:receive_response(Request)),
    show(erpc:wait_response(erpc:send_request(node(), ?MODULE, slow, []), 10)),
    Other = erpc:send_request(node(), lists, sum, [[4, 5]]),
    receive Message -> show(erpc:check_response(Message, Other)) end,
    show(erpc:check_response(nothing, Other)),
    show(erpc:cast(node(), erlang, send, [listener, cast])),
    receive Cast -> show(Cast) end.

fail(error) -> error(my_error);
fail(exit) -> exit(my_exit);
fail(throw) -> throw(my_throw).

slow() -> receive after infinity -> ok end.

badrpc({badrpc, {'EXIT', {Reason, [{M, F, A, _} | _]}}}) -> {Reason, M, F, A};
badrpc(Other) -> Other.

outcome(Fun) ->
    try {value, Fun()}
    catch
        error:{exception, Reason, [{M, F, A, _} | _]} -> {error, Reason, M, F, A};
        Class:Reason -> {Class, Reason}
    end.

show(Term) -> io:format("~p~n", [Term]).
