%%% Calls of functions on nodes: the module `rpc`. There is one node, this one; any other is down.
-module(rpc).

-export([call/4, call/5, block_call/4, block_call/5, cast/4, async_call/4, yield/1, nb_yield/1, nb_yield/2]).
-export([multicall/3, multicall/4, multicall/5, eval_everywhere/3, eval_everywhere/4, parallel_eval/1, pmap/3]).
-export([sbcast/2, sbcast/3, abcast/2, abcast/3, server_call/4, multi_server_call/2, multi_server_call/3]).
-export([pinfo/1, pinfo/2]).

-export_type([key/0]).

-opaque key() :: {pid(), reference()}.

%% Calls a function in a process of its own; an exception is `{badrpc, {'EXIT', Reason}}`, a throw its value.
-spec call(node(), module(), atom(), [term()]) -> term() | {badrpc, term()}.
call(Node, M, F, Args) -> call(Node, M, F, Args, infinity).

-spec call(node(), module(), atom(), [term()], timeout()) -> term() | {badrpc, term()}.
call(Node, M, F, Args, Timeout) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    try erpc:call(Node, M, F, Args, Timeout)
    catch
        throw:Value -> Value;
        exit:{exception, Reason} -> {badrpc, {'EXIT', Reason}};
        error:{exception, Reason, Stack} -> {badrpc, {'EXIT', {Reason, Stack}}};
        error:{erpc, noconnection} -> {badrpc, nodedown};
        error:{erpc, timeout} -> {badrpc, timeout};
        exit:{signal, Reason} -> {badrpc, {'EXIT', Reason}}
    end.

%% As call/4: with one node nothing else could be blocked.
-spec block_call(node(), module(), atom(), [term()]) -> term() | {badrpc, term()}.
block_call(Node, M, F, Args) -> call(Node, M, F, Args).

-spec block_call(node(), module(), atom(), [term()], timeout()) -> term() | {badrpc, term()}.
block_call(Node, M, F, Args, Timeout) -> call(Node, M, F, Args, Timeout).

%% Calls a function and forgets about it.
-spec cast(node(), module(), atom(), [term()]) -> true.
cast(Node, M, F, Args) ->
    ok = erpc:cast(Node, M, F, Args),
    true.

%% Begins a call; yield/1 waits for its value. Only the caller may ask for it.
-spec async_call(node(), module(), atom(), [term()]) -> key().
async_call(Node, M, F, Args) ->
    Owner = self(),
    Ref = make_ref(),
    Pid = spawn(fun() -> Owner ! {Ref, {promise_reply, call(Node, M, F, Args)}} end),
    {Pid, Ref}.

%% Waits for the value of a call that async_call/4 began.
-spec yield(key()) -> term() | {badrpc, term()}.
yield(Key) ->
    {value, Value} = nb_yield(Key, infinity),
    Value.

%% The value if it is there, or comes within a time.
-spec nb_yield(key()) -> {value, term()} | timeout.
nb_yield(Key) -> nb_yield(Key, 0).

-spec nb_yield(key(), timeout()) -> {value, term()} | timeout.
nb_yield({_, Ref}, Timeout) ->
    receive
        {Ref, {promise_reply, Value}} -> {value, Value}
    after Timeout -> timeout
    end.

%% Calls a function on all nodes, or on these; the values, and the nodes that do not answer.
-spec multicall(module(), atom(), [term()]) -> {[term()], [node()]}.
multicall(M, F, Args) -> multicall([node() | nodes()], M, F, Args, infinity).

-spec multicall([node()] | module(), module() | atom(), atom() | [term()], [term()] | timeout()) -> {[term()], [node()]}.
multicall(Nodes, M, F, Args) when is_list(Nodes) -> multicall(Nodes, M, F, Args, infinity);
multicall(M, F, Args, Timeout) -> multicall([node() | nodes()], M, F, Args, Timeout).

-spec multicall([node()], module(), atom(), [term()], timeout()) -> {[term()], [node()]}.
multicall(Nodes, M, F, Args, Timeout) ->
    Results = [{Node, call(Node, M, F, Args, Timeout)} || Node <- Nodes],
    IsDown = fun({_, {badrpc, Reason}}) -> Reason =:= nodedown orelse Reason =:= timeout; (_) -> false end,
    {Down, Answers} = lists:partition(IsDown, Results),
    {[Answer || {_, Answer} <- Answers], [Node || {Node, _} <- Down]}.

%% Calls a function on all nodes, or on these, and forgets about it.
-spec eval_everywhere(module(), atom(), [term()]) -> abcast.
eval_everywhere(M, F, Args) -> eval_everywhere([node() | nodes()], M, F, Args).

-spec eval_everywhere([node()], module(), atom(), [term()]) -> abcast.
eval_everywhere(Nodes, M, F, Args) ->
    lists:foreach(fun(Node) -> cast(Node, M, F, Args) end, Nodes),
    abcast.

%% Calls at the same time; the values in the order of the calls.
-spec parallel_eval([{module(), atom(), [term()]}]) -> [term()].
parallel_eval(Calls) -> [yield(Key) || Key <- [async_call(node(), M, F, Args) || {M, F, Args} <- Calls]].

%% The values of `M:F(Element, Args...)`, computed at the same time.
-spec pmap({module(), atom()}, [term()], [term()]) -> [term()].
pmap({M, F}, Args, List) ->
    Values = parallel_eval([{M, F, [Element | Args]} || Element <- List]),
    case [failed || {badrpc, _} <- Values] of
        [] -> Values;
        _ -> exit(badrpc)
    end.

%% Sends to a name on all nodes; sbcast says where the name is known.
-spec abcast(atom(), term()) -> abcast.
abcast(Name, Message) -> abcast([node() | nodes()], Name, Message).

-spec abcast([node()], atom(), term()) -> abcast.
abcast(Nodes, Name, Message) ->
    lists:foreach(fun(Node) -> {Name, Node} ! Message end, Nodes),
    abcast.

%% Sends a message to a name on nodes; on which it is, and on which not.
-spec sbcast(atom(), term()) -> {[node()], [node()]}.
sbcast(Name, Message) -> sbcast([node() | nodes()], Name, Message).

-spec sbcast([node()], atom(), term()) -> {[node()], [node()]}.
sbcast(Nodes, Name, Message) ->
    {Good, Bad} = lists:partition(fun(Node) -> Node =:= node() andalso is_pid(whereis(Name)) end, Nodes),
    abcast(Good, Name, Message),
    {Good, Bad}.

%% Asks a server `{From, Request}` and waits for `{ReplyWrapper, Node, Reply}`.
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
-spec multi_server_call(atom(), term()) -> {[term()], [node()]}.
multi_server_call(Name, Request) -> multi_server_call([node() | nodes()], Name, Request).

-spec multi_server_call([node()], atom(), term()) -> {[term()], [node()]}.
multi_server_call(Nodes, Name, Request) when is_list(Nodes), is_atom(Name) ->
    Asked = [{Node, server_call(Node, Name, Name, Request)} || Node <- Nodes],
    {[Reply || {_, Reply} <- Asked, Reply =/= {error, nodedown}], [Node || {Node, {error, nodedown}} <- Asked]}.

%% As process_info/1,2, of a process of any node.
-spec pinfo(pid()) -> [tuple()] | undefined.
pinfo(Pid) -> process_info(Pid).

-spec pinfo(pid(), atom() | [atom()]) -> tuple() | [tuple()] | undefined.
pinfo(Pid, Items) -> process_info(Pid, Items).
