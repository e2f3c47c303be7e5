%%% Calls of functions on nodes, with exceptions that tell what happened: the module `erpc`. There is one node, this
%%% one; with any other there is no connection.
-module(erpc).

-export([call/2, call/3, call/4, call/5, cast/2, cast/4, multicall/2, multicall/3, multicall/4, multicall/5]).
-export([multicast/2, multicast/4, send_request/2, send_request/4, receive_response/1, receive_response/2]).
-export([wait_response/1, wait_response/2, check_response/2, send_request/6, receive_response/3, wait_response/3]).
-export([check_response/3, reqids_new/0, reqids_add/3, reqids_size/1, reqids_to_list/1]).

-export_type([request_id/0, request_id_collection/0]).

-opaque request_id() :: {pid(), reference()}.
-opaque request_id_collection() :: #{reference() => {pid(), Label :: term()}}.

%% Calls a fun in a process of its own, and waits without end: its value or its exception, thrown values included. An
%% exit comes as `{exception, Reason}`, an error as `{exception, Reason, Stack}`; `{erpc, noconnection}` for a node
%% that is not there.
%% > erpc:call(node(), fun() -> 6 * 7 end).
%% 42
%% > erpc:call(node(), fun() -> throw(ball) end).
%% ** throw:ball
%% > erpc:call(node(), fun() -> exit(oops) end).
%% ** exit:{exception,oops}
-spec call(node(), fun(() -> Result)) -> Result.
call(Node, Fun) -> call(Node, Fun, infinity).

%% Calls a fun and waits so many milliseconds: then the error `{erpc, timeout}`.
%% > erpc:call(node(), fun() -> receive after infinity -> ok end end, 1).
%% ** error:{erpc,timeout}
-spec call(node(), fun(() -> Result), timeout()) -> Result.
call(Node, Fun, Timeout) when is_function(Fun, 0) -> call(Node, erlang, apply, [Fun, []], Timeout);
call(_, _, _) -> bad().

%% Calls a function of a module; else as call/2.
%% > erpc:call(node(), lists, sum, [[1, 2, 3]]).
%% 6
%% > erpc:call(nowhere@host, lists, sum, [[]]).
%% ** error:{erpc,noconnection}
-spec call(node(), module(), atom(), [term()]) -> term().
call(Node, M, F, Args) -> call(Node, M, F, Args, infinity).

%% Calls a function of a module and waits so many milliseconds; fails with `{erpc, badarg}` for wrong arguments.
%% > erpc:call(node(), timer, sleep, [60000], 1).
%% ** error:{erpc,timeout}
%% > erpc:call(node(), lists, sum, [[]], soon).
%% ** error:{erpc,badarg}
-spec call(node(), module(), atom(), [term()], timeout()) -> term().
call(Node, M, F, Args, Timeout) ->
    is_time(Timeout) orelse bad(),
    Request = {Pid, Ref} = send_request(Node, M, F, Args),
    try receive_response(Request, Timeout)
    catch
        error:{erpc, timeout} ->
            exit(Pid, kill),
            demonitor(Ref, [flush]),
            error({erpc, timeout})
    end.

%% Calls a fun in a process of its own and does not wait; whatever it gives is forgotten.
%% > Me = self(), {erpc:cast(node(), fun() -> Me ! hello end), receive Said -> Said end}.
%% {ok,hello}
-spec cast(node(), fun(() -> term())) -> ok.
cast(Node, Fun) -> cast(Node, erlang, apply, [Fun, []]).

%% Calls a function of a module and does not wait.
%% > erpc:cast(node(), erlang, send, [self(), hello]), receive Said -> Said end.
%% hello
-spec cast(node(), module(), atom(), [term()]) -> ok.
cast(Node, M, F, Args) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    Node =:= node() andalso spawn(M, F, Args),
    ok;
cast(_, _, _, _) -> bad().

%% Calls a fun on several nodes and does not wait.
%% > Me = self(), {erpc:multicast([node()], fun() -> Me ! hello end), receive Said -> Said end}.
%% {ok,hello}
-spec multicast([node()], fun(() -> term())) -> ok.
multicast(Nodes, Fun) -> multicast(Nodes, erlang, apply, [Fun, []]).

%% Calls a function of a module on several nodes and does not wait.
%% > erpc:multicast([node()], erlang, send, [self(), hello]), receive Said -> Said end.
%% hello
-spec multicast([node()], module(), atom(), [term()]) -> ok.
multicast(Nodes, M, F, Args) ->
    are_nodes(Nodes) orelse bad(),
    lists:foreach(fun(Node) -> cast(Node, M, F, Args) end, Nodes).

%% Calls a fun on several nodes: for each `{ok, Value}`, `{throw, Value}`, `{exit, {exception, Reason}}`, `{error,
%% {exception, Reason, Stack}}` or `{error, {erpc, Reason}}`.
%% > erpc:multicall([node(), nowhere@host], fun() -> 6 * 7 end).
%% [{ok,42},{error,{erpc,noconnection}}]
-spec multicall([node()], fun(() -> term())) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, Fun) -> multicall(Nodes, Fun, infinity).

%% Calls a fun on several nodes and waits so many milliseconds.
%% > erpc:multicall([node()], fun() -> throw(ball) end, 1000).
%% [{throw,ball}]
-spec multicall([node()], fun(() -> term()), timeout()) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, Fun, Timeout) when is_function(Fun, 0) -> multicall(Nodes, erlang, apply, [Fun, []], Timeout);
multicall(_, _, _) -> bad().

%% Calls a function of a module on several nodes.
%% > erpc:multicall([node()], lists, sum, [[1, 2, 3]]).
%% [{ok,6}]
-spec multicall([node()], module(), atom(), [term()]) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, M, F, Args) -> multicall(Nodes, M, F, Args, infinity).

%% Calls a function of a module on several nodes and waits so many milliseconds.
%% > erpc:multicall([node()], timer, sleep, [60000], 1).
%% [{error,{erpc,timeout}}]
-spec multicall([node()], module(), atom(), [term()], timeout()) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, M, F, Args, Timeout) when is_atom(M), is_atom(F), is_list(Args) ->
    are_nodes(Nodes) andalso is_time(Timeout) orelse bad(),
    [outcome(Node, M, F, Args, Timeout) || Node <- Nodes];
multicall(_, _, _, _, _) -> bad().

are_nodes([Node | Nodes]) -> is_atom(Node) andalso are_nodes(Nodes);
are_nodes(Nodes) -> Nodes =:= [].

outcome(Node, M, F, Args, Timeout) ->
    try {ok, call(Node, M, F, Args, Timeout)} catch Class:Reason -> {Class, Reason} end.

%% Begins a call of a fun, whose response is fetched later; meanwhile the caller may do something else.
%% > Id = erpc:send_request(node(), fun() -> 6 * 7 end), erpc:receive_response(Id).
%% 42
-spec send_request(node(), fun(() -> term())) -> request_id().
send_request(Node, Fun) when is_function(Fun, 0) -> send_request(Node, erlang, apply, [Fun, []]);
send_request(_, _) -> bad().

%% Begins a call of a function of a module; with a fun, a label and a collection, begins a call of the fun and adds the
%% request to the collection.
%% > erpc:receive_response(erpc:send_request(node(), lists, sum, [[1, 2, 3]])).
%% 6
%% > erpc:reqids_size(erpc:send_request(node(), fun() -> 42 end, first, erpc:reqids_new())).
%% 1
-spec send_request(node(), module(), atom(), [term()]) -> request_id();
                  (node(), fun(() -> term()), term(), request_id_collection()) -> request_id_collection().
send_request(Node, Fun, Label, Requests) when is_function(Fun, 0), is_map(Requests) ->
    reqids_add(send_request(Node, Fun), Label, Requests);
send_request(Node, M, F, Args) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    Started = make_ref(),
    spawn_monitor(fun() -> exit({Started, Node =:= node() andalso answer(M, F, Args)}) end);
send_request(_, _, _, _) -> bad().

%% Begins a call of a function of a module and adds the request to a collection, under a label.
%% > Rs = erpc:send_request(node(), lists, sum, [[1, 2]], first, erpc:reqids_new()),
%%   {Sum, Label, _} = erpc:receive_response(Rs, 1000, true), {Sum, Label}.
%% {3,first}
-spec send_request(node(), module(), atom(), [term()], term(), request_id_collection()) -> request_id_collection().
send_request(Node, M, F, Args, Label, Requests) when is_map(Requests) ->
    reqids_add(send_request(Node, M, F, Args), Label, Requests);
send_request(_, _, _, _, _, _) -> bad().

%% What a call gave; the frames of this module are left out of its stack.
answer(M, F, Args) ->
    try {value, apply(M, F, Args)}
    catch
        throw:Value -> {throw, Value};
        exit:Reason -> {exit, {exception, Reason}};
        error:Reason:Stack -> {error, {exception, Reason, [Frame || Frame <- Stack, element(1, Frame) =/= ?MODULE]}}
    end.

%% Waits without end for the response to a request: the value of the call, or its exception, as call/2 has it.
%% > erpc:receive_response(erpc:send_request(node(), fun() -> exit(oops) end)).
%% ** exit:{exception,oops}
-spec receive_response(request_id()) -> term().
receive_response(Request) -> receive_response(Request, infinity).

%% Waits for the response so many milliseconds; then the request is given up: the error `{erpc, timeout}`.
%% > erpc:receive_response(erpc:send_request(node(), timer, sleep, [60000]), 1).
%% ** error:{erpc,timeout}
-spec receive_response(request_id(), timeout()) -> term().
receive_response(Request, Timeout) ->
    case wait_response(Request, Timeout) of
        {response, Value} -> Value;
        no_response -> error({erpc, timeout})
    end.

%% `{response, Value}` if the response is there, else `no_response`: it may be asked for again. An exception of the
%% call is raised.
%% > erpc:wait_response(erpc:send_request(node(), timer, sleep, [60000])).
%% no_response
-spec wait_response(request_id()) -> {response, term()} | no_response.
wait_response(Request) -> wait_response(Request, 0).

%% `{response, Value}` if the response comes within so many milliseconds, else `no_response`.
%% > erpc:wait_response(erpc:send_request(node(), fun() -> 42 end), 1000).
%% {response,42}
-spec wait_response(request_id(), timeout()) -> {response, term()} | no_response.
wait_response({Pid, Ref}, Timeout) when is_pid(Pid), is_reference(Ref) ->
    is_time(Timeout) orelse bad(),
    receive {'DOWN', Ref, process, Pid, Reason} -> {response, value(Reason)}
    after milliseconds(Timeout) -> no_response
    end;
wait_response(_, _) -> bad().

%% Waits for the first response to any request of a collection: the value with its label and the collection, which
%% loses the request if the last argument is true. `no_request` for an empty collection. An exception's reason comes
%% with label and collection, too.
%% > Rs = erpc:send_request(node(), fun() -> 42 end, first, erpc:reqids_new()),
%%   {Value, Label, Left} = erpc:receive_response(Rs, 1000, true), {Value, Label, erpc:reqids_size(Left)}.
%% {42,first,0}
%% > erpc:receive_response(erpc:reqids_new(), 1000, true).
%% no_request
-spec receive_response(request_id_collection(), timeout(), boolean()) ->
          {term(), term(), request_id_collection()} | no_request.
receive_response(Requests, Timeout, Delete) ->
    case awaited(Requests, Timeout, Delete) of
        no_response -> error({erpc, timeout});
        {Reason, Label, Rest} -> labelled(Reason, Label, Rest);
        no_request -> no_request
    end.

%% Waits for the first response to any request of a collection; `no_response` when none comes within the time, else as
%% receive_response/3.
%% > Rs = erpc:send_request(node(), fun() -> 42 end, first, erpc:reqids_new()),
%%   {Value, Label, _} = erpc:wait_response(Rs, 1000, false), {Value, Label}.
%% {{response,42},first}
-spec wait_response(request_id_collection(), timeout(), boolean()) ->
          {{response, term()}, term(), request_id_collection()} | no_response | no_request.
wait_response(Requests, Timeout, Delete) ->
    case awaited(Requests, Timeout, Delete) of
        {Reason, Label, Rest} -> response(labelled(Reason, Label, Rest));
        None -> None
    end.

%% Whether a message is the response to a request of a collection; `no_request` for an empty one, else as
%% receive_response/3.
%% > Rs = erpc:send_request(node(), fun() -> 42 end, first, erpc:reqids_new()), erpc:check_response(hello, Rs, true).
%% no_response
-spec check_response(term(), request_id_collection(), boolean()) ->
          {{response, term()}, term(), request_id_collection()} | no_response | no_request.
check_response(_, Requests, Delete) when Requests =:= #{}, is_boolean(Delete) -> no_request;
check_response({'DOWN', Ref, process, Pid, Reason}, Requests, Delete) when is_map_key(Ref, Requests), is_boolean(Delete) ->
    case Requests of
        #{Ref := {Pid, Label}} -> response(labelled(Reason, Label, rest(Ref, Requests, Delete)));
        _ -> no_response
    end;
check_response(_, Requests, Delete) when is_map(Requests), is_boolean(Delete) -> no_response;
check_response(_, _, _) -> bad().

awaited(Requests, Timeout, Delete) when Requests =:= #{}, is_boolean(Delete) ->
    is_time(Timeout) orelse bad(),
    no_request;
awaited(Requests, Timeout, Delete) when is_map(Requests), is_boolean(Delete) ->
    is_time(Timeout) orelse bad(),
    receive
        {'DOWN', Ref, process, _, Reason} when is_map_key(Ref, Requests) ->
            {_, Label} = map_get(Ref, Requests),
            {Reason, Label, rest(Ref, Requests, Delete)}
    after milliseconds(Timeout) -> no_response
    end;
awaited(_, _, _) -> bad().

is_time(infinity) -> true;
is_time({abs, Time}) -> is_integer(Time) andalso is_time(milliseconds({abs, Time}));
is_time(Time) -> is_integer(Time) andalso Time >= 0 andalso Time =< 16#ffffffff.

milliseconds({abs, Time}) -> max(0, Time - erlang:monotonic_time(millisecond));
milliseconds(Time) -> Time.

rest(Ref, Requests, true) -> maps:remove(Ref, Requests);
rest(_, Requests, false) -> Requests.

labelled(Reason, Label, Rest) ->
    try {value(Reason), Label, Rest}
    catch
        Class:Thrown -> erlang:raise(Class, {Thrown, Label, Rest}, [])
    end.

response({Value, Label, Rest}) -> {{response, Value}, Label, Rest}.

%% An empty collection of requests.
%% > erpc:reqids_to_list(erpc:reqids_new()).
%% []
-spec reqids_new() -> request_id_collection().
reqids_new() -> #{}.

%% A collection with one more request, under a label. Fails with `{erpc, badarg}` when it is there.
%% > Id = erpc:send_request(node(), fun() -> 42 end),
%%   erpc:reqids_size(erpc:reqids_add(Id, first, erpc:reqids_new())).
%% 1
-spec reqids_add(request_id(), term(), request_id_collection()) -> request_id_collection().
reqids_add({Pid, Ref}, Label, Requests) when is_pid(Pid), is_reference(Ref), not is_map_key(Ref, Requests) ->
    Requests#{Ref => {Pid, Label}};
reqids_add(_, _, _) -> bad().

%% How many requests a collection has.
%% > erpc:reqids_size(erpc:reqids_new()).
%% 0
-spec reqids_size(request_id_collection()) -> non_neg_integer().
reqids_size(Requests) when is_map(Requests) -> map_size(Requests);
reqids_size(_) -> bad().

%% The requests of a collection with their labels.
%% > [{_, Label}] = erpc:reqids_to_list(erpc:send_request(node(), fun() -> 42 end, first, erpc:reqids_new())), Label.
%% first
-spec reqids_to_list(request_id_collection()) -> [{request_id(), term()}].
reqids_to_list(Requests) when is_map(Requests) -> [{{Pid, Ref}, Label} || {Ref, {Pid, Label}} <- maps:to_list(Requests)];
reqids_to_list(_) -> bad().

%% `{response, Value}` if a message that the caller received is the response to a request, else `no_response`.
%% > Id = erpc:send_request(node(), fun() -> 42 end), receive M -> erpc:check_response(M, Id) end.
%% {response,42}
-spec check_response(term(), request_id()) -> {response, term()} | no_response.
check_response({'DOWN', Ref, process, Pid, Reason}, {Pid, Ref}) -> {response, value(Reason)};
check_response(_, {Pid, Ref}) when is_pid(Pid), is_reference(Ref) -> no_response;
check_response(_, _) -> bad().

value({Started, false}) when is_reference(Started) -> error({erpc, noconnection});
value({Started, {value, Value}}) when is_reference(Started) -> Value;
value({Started, {throw, Value}}) when is_reference(Started) -> throw(Value);
value({Started, {exit, Reason}}) when is_reference(Started) -> exit(Reason);
value({Started, {error, Reason}}) when is_reference(Started) -> error(Reason);
value(Reason) -> exit({signal, Reason}).

bad() -> error({erpc, badarg}).
