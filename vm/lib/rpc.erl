%%% Calls of functions on nodes: the module `rpc`. There is one node, this one; any other is down.
-module(rpc).

-export([call/4, call/5, block_call/4, block_call/5, cast/4, async_call/4, yield/1, nb_yield/1, nb_yield/2]).
-export([multicall/3, multicall/4, multicall/5, eval_everywhere/3, eval_everywhere/4, parallel_eval/1, pmap/3]).
-export([sbcast/2, sbcast/3, abcast/2, abcast/3, server_call/4, multi_server_call/2, multi_server_call/3]).
-export([pinfo/1, pinfo/2]).

-export_type([key/0]).

-opaque key() :: {pid(), reference()}.

%% Calls a function in a process of its own, and waits without end. An exception is `{badrpc, {'EXIT', Reason}}`, a
%% throw its value; `{badrpc, nodedown}` for a node that is not there.
%% > rpc:call(node(), lists, sum, [[1, 2, 3]]).
%% 6
%% > rpc:call(node(), erlang, exit, [oops]).
%% {badrpc,{'EXIT',oops}}
%% > rpc:call(nowhere@host, lists, sum, [[]]).
%% {badrpc,nodedown}
-spec call(node(), module(), atom(), [term()]) -> term() | {badrpc, term()}.
call(Node, M, F, Args) -> call(Node, M, F, Args, infinity).

%% Calls a function in a process of its own, and waits so many milliseconds: then `{badrpc, timeout}`.
%% > rpc:call(node(), timer, sleep, [60000], 1).
%% {badrpc,timeout}
-spec call(node(), module(), atom(), [term()], timeout()) -> term() | {badrpc, term()}.
call(Node, M, F, Args, Timeout) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    try erpc:call(Node, M, F, Args, Timeout)
    catch
        throw:Value -> Value;
        exit:{exception, Reason} -> {badrpc, {'EXIT', Reason}};
        error:{exception, Reason, Stack} -> {badrpc, {'EXIT', {Reason, Stack}}};
        error:{erpc, noconnection} -> {badrpc, nodedown};
        error:{erpc, timeout} -> {badrpc, timeout};
        exit:{signal, Reason} -> {badrpc, {'EXIT', Reason}};
        error:{erpc, badarg} -> error(badarg)
    end;
call(_, _, _, _, _) -> error(badarg).

%% As call/4: with one node nothing else could be blocked.
%% > rpc:block_call(node(), lists, sum, [[1, 2, 3]]).
%% 6
-spec block_call(node(), module(), atom(), [term()]) -> term() | {badrpc, term()}.
block_call(Node, M, F, Args) -> call(Node, M, F, Args).

%% As call/5: with one node nothing else could be blocked.
%% > rpc:block_call(node(), lists, sum, [[1, 2, 3]], 1000).
%% 6
-spec block_call(node(), module(), atom(), [term()], timeout()) -> term() | {badrpc, term()}.
block_call(Node, M, F, Args, Timeout) -> call(Node, M, F, Args, Timeout).

%% Calls a function in a process of its own and does not wait; whatever it gives is forgotten.
%% > rpc:cast(node(), erlang, send, [self(), hello]), receive Said -> Said end.
%% hello
-spec cast(node(), module(), atom(), [term()]) -> true.
cast(Node, M, F, Args) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    ok = erpc:cast(Node, M, F, Args),
    true;
cast(_, _, _, _) -> error(badarg).

%% Begins a call; yield/1 waits for its value. Only the caller may ask for it.
%% > Key = rpc:async_call(node(), lists, sum, [[1, 2, 3]]), rpc:yield(Key).
%% 6
-spec async_call(node(), module(), atom(), [term()]) -> key().
async_call(Node, M, F, Args) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    Owner = self(),
    Ref = make_ref(),
    Pid = spawn(fun() -> Owner ! {Ref, {promise_reply, call(Node, M, F, Args)}} end),
    {Pid, Ref};
async_call(_, _, _, _) -> error(badarg).

%% Waits for the value of a call that async_call/4 began; an exception is `{badrpc, {'EXIT', Reason}}`. Each can be
%% asked for once.
%% > rpc:yield(rpc:async_call(node(), erlang, throw, [ball])).
%% ball
-spec yield(key()) -> term() | {badrpc, term()}.
yield(Key) ->
    {value, Value} = nb_yield(Key, infinity),
    Value.

%% The value of a call that async_call/4 began, if it is there, else `timeout`.
%% > rpc:nb_yield(rpc:async_call(node(), timer, sleep, [60000])).
%% timeout
-spec nb_yield(key()) -> {value, term()} | timeout.
nb_yield(Key) -> nb_yield(Key, 0).

%% The value of a call that async_call/4 began, if it comes within so many milliseconds, else `timeout`.
%% > rpc:nb_yield(rpc:async_call(node(), lists, sum, [[1, 2]]), 1000).
%% {value,3}
-spec nb_yield(key(), timeout()) -> {value, term()} | timeout.
nb_yield({_, Ref}, Timeout) when Timeout =:= infinity; is_integer(Timeout), Timeout >= 0, Timeout =< 16#ffffffff ->
    receive
        {Ref, {promise_reply, Value}} -> {value, Value}
    after Timeout -> timeout
    end;
nb_yield(_, _) -> error(badarg).

%% Calls a function on all nodes: the values, and the nodes that do not answer.
%% > rpc:multicall(lists, sum, [[1, 2, 3]]).
%% {[6],[]}
-spec multicall(module(), atom(), [term()]) -> {[term()], [node()]}.
multicall(M, F, Args) -> multicall([node() | nodes()], M, F, Args, infinity).

%% Calls a function on these nodes, or on all of them with a limit of milliseconds.
%% > rpc:multicall([node(), nowhere@host], lists, sum, [[1, 2, 3]]).
%% {[6],[nowhere@host]}
%% > rpc:multicall(timer, sleep, [60000], 1).
%% {[],[nonode@nohost]}
-spec multicall([node()] | module(), module() | atom(), atom() | [term()], [term()] | timeout()) -> {[term()], [node()]}.
multicall(Nodes, M, F, Args) when is_list(Nodes) -> multicall(Nodes, M, F, Args, infinity);
multicall(M, F, Args, Timeout) -> multicall([node() | nodes()], M, F, Args, Timeout).

%% Calls a function on these nodes with a limit of milliseconds.
%% > rpc:multicall([node()], lists, sum, [[1, 2, 3]], 1000).
%% {[6],[]}
-spec multicall([node()], module(), atom(), [term()], timeout()) -> {[term()], [node()]}.
multicall(Nodes, M, F, Args, Timeout) ->
    Results = [{Node, call(Node, M, F, Args, Timeout)} || Node <- nodes_of(Nodes)],
    IsDown = fun({_, {badrpc, Reason}}) -> Reason =:= nodedown orelse Reason =:= timeout; (_) -> false end,
    {Down, Answers} = lists:partition(IsDown, Results),
    {[Answer || {_, Answer} <- Answers], [Node || {Node, _} <- Down]}.

nodes_of(Nodes) ->
    case is_list(Nodes) andalso length(Nodes) of
        false -> error(badarg);
        _ -> Nodes
    end.

%% Calls a function on all nodes and forgets about it.
%% > rpc:eval_everywhere(erlang, send, [self(), hello]), receive Said -> Said end.
%% hello
-spec eval_everywhere(module(), atom(), [term()]) -> abcast.
eval_everywhere(M, F, Args) -> eval_everywhere([node() | nodes()], M, F, Args).

%% Calls a function on these nodes and forgets about it.
%% > {rpc:eval_everywhere([node()], erlang, send, [self(), hello]), receive Said -> Said end}.
%% {abcast,hello}
-spec eval_everywhere([node()], module(), atom(), [term()]) -> abcast.
eval_everywhere(Nodes, M, F, Args) ->
    lists:foreach(fun(Node) -> cast(Node, M, F, Args) end, Nodes),
    abcast.

%% Calls functions at the same time, each in a process of its own; the values in the order of the calls.
%% > rpc:parallel_eval([{lists, seq, [1, N]} || N <- [1, 2, 3]]).
%% [[1],[1,2],[1,2,3]]
-spec parallel_eval([{module(), atom(), [term()]}]) -> [term()].
parallel_eval(Calls) ->
    Keys = lists:map(fun({M, F, Args}) -> async_call(node(), M, F, Args) end, Calls),
    lists:map(fun yield/1, Keys).

%% The values of `M:F(Element, Args...)`, computed at the same time, in the order of the elements. Exits with badrpc
%% when one fails.
%% > rpc:pmap({lists, seq}, [4], [1, 2, 3]).
%% [[1,2,3,4],[2,3,4],[3,4]]
%% > rpc:pmap({erlang, error}, [], [oops]).
%% ** exit:badrpc
-spec pmap({module(), atom()}, [term()], [term()]) -> [term()].
pmap({M, F}, Args, List) ->
    Values = parallel_eval(calls(M, F, Args, List)),
    case [failed || {badrpc, _} <- Values] of
        [] -> Values;
        _ -> exit(badrpc)
    end.

calls(M, F, Args, [Element | List]) -> [{M, F, [Element | Args]} | calls(M, F, Args, List)];
calls(_, _, _, []) -> [].

%% Sends a message to a name on all nodes, whether it is registered there or not.
%% > register(me, self()), {rpc:abcast(me, hello), receive Said -> Said end}.
%% {abcast,hello}
-spec abcast(atom(), term()) -> abcast.
abcast(Name, Message) -> abcast([node() | nodes()], Name, Message).

%% Sends a message to a name on these nodes, whether it is registered there or not.
%% > register(me, self()), {rpc:abcast([node()], me, hello), receive Said -> Said end}.
%% {abcast,hello}
-spec abcast([node()], atom(), term()) -> abcast.
abcast(Nodes, Name, Message) ->
    lists:foreach(fun(Node) -> {Name, Node} ! Message end, Nodes),
    abcast.

%% Sends a message to a name on all nodes: the nodes where it is registered, and those where it is not.
%% > register(me, self()), {rpc:sbcast(me, hello), receive Said -> Said end}.
%% {{[nonode@nohost],[]},hello}
%% > rpc:sbcast(nobody, hello).
%% {[],[nonode@nohost]}
-spec sbcast(atom(), term()) -> {[node()], [node()]}.
sbcast(Name, Message) -> sbcast([node() | nodes()], Name, Message).

%% Sends a message to a name on these nodes: where it is registered, and where it is not.
%% > rpc:sbcast([node()], nobody, hello).
%% {[],[nonode@nohost]}
-spec sbcast([node()], atom(), term()) -> {[node()], [node()]}.
sbcast(Nodes, Name, Message) ->
    {Good, Bad} = lists:partition(fun(Node) -> Node =:= node() andalso is_pid(whereis(Name)) end, Nodes),
    abcast(Good, Name, Message),
    {Good, Bad}.

%% Sends `{From, Request}` to a named process of a node and waits for `{ReplyWrapper, Node, Reply}`; `{error,
%% nodedown}` when it is not there.
%% > register(shop, spawn_link(fun() -> receive {From, price} -> From ! {shop, node(), 7} end end)),
%%   rpc:server_call(node(), shop, shop, price).
%% 7
%% > rpc:server_call(node(), nobody, nobody, price).
%% {error,nodedown}
-spec server_call(node(), atom(), term(), term()) -> term() | {error, nodedown}.
server_call(Node, Name, Wrapper, Request) when is_atom(Node), is_atom(Name) ->
    Ref = monitor(process, {Name, Node}),
    {Name, Node} ! {self(), Request},
    receive
        {'DOWN', Ref, _, _, _} -> {error, nodedown};
        {Wrapper, Node, Reply} ->
            demonitor(Ref, [flush]),
            Reply
    end.

%% Sends `{From, Request}` to a name everywhere; the answers `{Name, Node, Reply}`, and where there was none.
%% > register(shop, spawn_link(fun() -> receive {From, price} -> From ! {shop, node(), 7} end end)),
%%   rpc:multi_server_call(shop, price).
%% {[7],[]}
-spec multi_server_call(atom(), term()) -> {[term()], [node()]}.
multi_server_call(Name, Request) -> multi_server_call([node() | nodes()], Name, Request).

%% Sends `{From, Request}` to a name on these nodes; the answers `{Name, Node, Reply}`, and where there was none.
%% > rpc:multi_server_call([node()], nobody, price).
%% {[],[nonode@nohost]}
-spec multi_server_call([node()], atom(), term()) -> {[term()], [node()]}.
multi_server_call(Nodes, Name, Request) when is_list(Nodes), is_atom(Name) ->
    Asked = [{Node, server_call(Node, Name, Name, Request)} || Node <- Nodes],
    {[Reply || {_, Reply} <- Asked, Reply =/= {error, nodedown}], [Node || {Node, {error, nodedown}} <- Asked]}.

%% What `process_info/1` gives of a process of any node; `undefined` when it has ended.
%% > {status, Status} = lists:keyfind(status, 1, rpc:pinfo(self())), Status.
%% running
-spec pinfo(pid()) -> [tuple()] | undefined.
pinfo(Pid) -> process_info(Pid).

%% What `process_info/2` gives of a process of any node.
%% > rpc:pinfo(self(), [trap_exit, priority]).
%% [{trap_exit,false},{priority,normal}]
-spec pinfo(pid(), atom() | [atom()]) -> tuple() | [tuple()] | undefined.
pinfo(Pid, Items) -> process_info(Pid, Items).
