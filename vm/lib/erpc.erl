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

%% Calls a fun or function in a process of its own; its value or its exception.
-spec call(node(), fun(() -> Result)) -> Result.
call(Node, Fun) -> call(Node, Fun, infinity).

-spec call(node(), fun(() -> Result), timeout()) -> Result.
call(Node, Fun, Timeout) when is_function(Fun, 0) -> call(Node, erlang, apply, [Fun, []], Timeout);
call(_, _, _) -> bad().

-spec call(node(), module(), atom(), [term()]) -> term().
call(Node, M, F, Args) -> call(Node, M, F, Args, infinity).

-spec call(node(), module(), atom(), [term()], timeout()) -> term().
call(Node, M, F, Args, Timeout) ->
    Request = {Pid, Ref} = send_request(Node, M, F, Args),
    try receive_response(Request, Timeout)
    catch
        error:{erpc, timeout} ->
            exit(Pid, kill),
            demonitor(Ref, [flush]),
            error({erpc, timeout})
    end.

%% Calls a fun or function and forgets about it.
-spec cast(node(), fun(() -> term())) -> ok.
cast(Node, Fun) when is_function(Fun, 0) -> cast(Node, erlang, apply, [Fun, []]);
cast(_, _) -> bad().

-spec cast(node(), module(), atom(), [term()]) -> ok.
cast(Node, M, F, Args) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    Node =:= node() andalso spawn(M, F, Args),
    ok;
cast(_, _, _, _) -> bad().

%% Casts to several nodes.
-spec multicast([node()], fun(() -> term())) -> ok.
multicast(Nodes, Fun) -> lists:foreach(fun(Node) -> cast(Node, Fun) end, Nodes).

-spec multicast([node()], module(), atom(), [term()]) -> ok.
multicast(Nodes, M, F, Args) -> lists:foreach(fun(Node) -> cast(Node, M, F, Args) end, Nodes).

%% Calls on several nodes: `{ok, Value}` or the exception, `{Class, Reason}`, for each.
-spec multicall([node()], fun(() -> term())) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, Fun) -> multicall(Nodes, Fun, infinity).

-spec multicall([node()], fun(() -> term()), timeout()) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, Fun, Timeout) when is_function(Fun, 0) -> multicall(Nodes, erlang, apply, [Fun, []], Timeout).

-spec multicall([node()], module(), atom(), [term()]) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, M, F, Args) -> multicall(Nodes, M, F, Args, infinity).

-spec multicall([node()], module(), atom(), [term()], timeout()) -> [{ok, term()} | {throw | exit | error, term()}].
multicall(Nodes, M, F, Args, Timeout) -> [outcome(Node, M, F, Args, Timeout) || Node <- Nodes].

outcome(Node, M, F, Args, Timeout) ->
    try {ok, call(Node, M, F, Args, Timeout)} catch Class:Reason -> {Class, Reason} end.

%% Begins a call, whose response may be waited for later.
-spec send_request(node(), fun(() -> term())) -> request_id().
send_request(Node, Fun) when is_function(Fun, 0) -> send_request(Node, erlang, apply, [Fun, []]);
send_request(_, _) -> bad().

%% With a fun, a label and a collection: the collection with the request added.
-spec send_request(node(), module(), atom(), [term()]) -> request_id();
                  (node(), fun(() -> term()), term(), request_id_collection()) -> request_id_collection().
send_request(Node, Fun, Label, Requests) when is_function(Fun, 0), is_map(Requests) ->
    reqids_add(send_request(Node, Fun), Label, Requests);
send_request(Node, M, F, Args) when is_atom(Node), is_atom(M), is_atom(F), is_list(Args) ->
    Started = make_ref(),
    spawn_monitor(fun() -> exit({Started, Node =:= node() andalso answer(M, F, Args)}) end);
send_request(_, _, _, _) -> bad().

%% The same as part of a collection of requests, under a label.
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

%% The value of a call, or its exception.
-spec receive_response(request_id()) -> term().
receive_response(Request) -> receive_response(Request, infinity).

-spec receive_response(request_id(), timeout()) -> term().
receive_response(Request, Timeout) ->
    case wait_response(Request, Timeout) of
        {response, Value} -> Value;
        no_response -> error({erpc, timeout})
    end.

%% The same; `no_response` when it does not come within the time.
-spec wait_response(request_id()) -> {response, term()} | no_response.
wait_response(Request) -> wait_response(Request, 0).

-spec wait_response(request_id(), timeout()) -> {response, term()} | no_response.
wait_response({Pid, Ref}, Timeout) when is_pid(Pid), is_reference(Ref) ->
    receive {'DOWN', Ref, process, Pid, Reason} -> {response, value(Reason)}
    after Timeout -> no_response
    end;
wait_response(_, _) -> bad().

%% The same for the first response to any request of a collection, with its label and the collection, which loses the
%% request if so asked; `no_request` for an empty one. An exception's reason comes with label and collection, too.
-spec receive_response(request_id_collection(), timeout(), boolean()) ->
          {term(), term(), request_id_collection()} | no_request.
receive_response(Requests, Timeout, Delete) ->
    case awaited(Requests, Timeout, Delete) of
        no_response -> error({erpc, timeout});
        {Reason, Label, Rest} -> labelled(Reason, Label, Rest);
        no_request -> no_request
    end.

%% The same; `no_response` when none comes within the time.
-spec wait_response(request_id_collection(), timeout(), boolean()) ->
          {{response, term()}, term(), request_id_collection()} | no_response | no_request.
wait_response(Requests, Timeout, Delete) ->
    case awaited(Requests, Timeout, Delete) of
        {Reason, Label, Rest} -> response(labelled(Reason, Label, Rest));
        None -> None
    end.

%% The same for a message.
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
is_time({abs, Time}) -> is_integer(Time);
is_time(Time) -> is_integer(Time) andalso Time >= 0.

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

%% Requests with labels: an empty collection, one more, how many there are, all of them.
-spec reqids_new() -> request_id_collection().
reqids_new() -> #{}.

%% A collection with one more request, under a label.
-spec reqids_add(request_id(), term(), request_id_collection()) -> request_id_collection().
reqids_add({Pid, Ref}, Label, Requests) when is_pid(Pid), is_reference(Ref), not is_map_key(Ref, Requests) ->
    Requests#{Ref => {Pid, Label}};
reqids_add(_, _, _) -> bad().

%% How many requests a collection has.
-spec reqids_size(request_id_collection()) -> non_neg_integer().
reqids_size(Requests) when is_map(Requests) -> map_size(Requests);
reqids_size(_) -> bad().

%% The requests of a collection with their labels.
-spec reqids_to_list(request_id_collection()) -> [{request_id(), term()}].
reqids_to_list(Requests) when is_map(Requests) -> [{{Pid, Ref}, Label} || {Ref, {Pid, Label}} <- maps:to_list(Requests)];
reqids_to_list(_) -> bad().

%% Whether a message is the response to a request.
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
