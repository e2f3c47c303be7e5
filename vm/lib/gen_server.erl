%%% Servers: a process that keeps a state, answers calls and does what it is told by casts and messages.
%%%
%%% The messages are `{'$gen_call', From, Request}` and `{'$gen_cast', Request}`. The loop's fifth argument is what to
%%% do when the mailbox is empty: wait for so many milliseconds, hibernate, or first `{continue, Term}`.
%%%
%%% The examples speak to this server:
%%%
%%%     -module(tally).
%%%     -export([init/1, handle_call/3, handle_cast/2]).
%%%     init(N) when is_integer(N) -> {ok, N};
%%%     init(Other) -> {stop, {no_number, Other}}.
%%%     handle_call({add, K}, _From, N) -> {reply, N + K, N + K};
%%%     handle_call(early, From, N) -> gen_server:reply(From, N), {noreply, 0}.
%%%     handle_cast({add, K}, N) -> {noreply, N + K}.
-module(gen_server).

-export([start/3, start/4, start_link/3, start_link/4, start_monitor/3, start_monitor/4, stop/1, stop/3]).
-export([call/2, call/3, cast/2, reply/2, abcast/2, abcast/3, multi_call/2, multi_call/3, multi_call/4]).
-export([send_request/2, send_request/4, wait_response/2, wait_response/3, receive_response/2, receive_response/3]).
-export([check_response/2, check_response/3, reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([enter_loop/3, enter_loop/4, enter_loop/5, wake_hib/6, init_it/6]).
-export([system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2]).
-export([format_status/2, format_log/1, format_log/2]).

-include("logger.hrl").

-export_type([from/0, request_id/0, request_id_collection/0, server_ref/0, server_name/0, format_status/0]).

-type server_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type server_ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type from() :: {pid(), term()}.
-type option() :: {timeout, timeout()} | {debug, [term()]} | {spawn_opt, [term()]} | {hibernate_after, timeout()}.
-type request_id() :: reference().
-type request_id_collection() :: gen:request_id_collection().
-type response() :: {reply, term()} | {error, {term(), server_ref()}}.
-type response_timeout() :: timeout() | {abs, integer()}.
-type started() :: {ok, pid()} | ignore | {error, term()}.
-type format_status() :: #{state => term(), message => term(), reason => term(), log => [sys:system_event()]}.
-type next() :: timeout() | hibernate | {continue, term()}.

%% What a callback may ask for after its state. Anything else is a bad return value, for which the server ends in order.
-define(IS_NEXT(Next), Next =:= infinity; is_integer(Next), Next >= 0; Next =:= hibernate;
                       element(1, Next) =:= continue, tuple_size(Next) =:= 2).

%% Called in the new process by start and start_link, which return after it. `{ok, State}` is the server's first state;
%% `{stop, Reason}` has start return `{error, Reason}`, `ignore` has it return `ignore`.
%% A number of milliseconds after the state has handle_info/2 called with `timeout` when nothing arrives in that time;
%% `hibernate` makes the waiting process small; `{continue, Term}` has handle_continue/2 called at once.
-callback init(Args :: term()) ->
    {ok, State :: term()} | {ok, State :: term(), next()} | {stop, Reason :: term()} | ignore.
%% Answers call/2,3. `{reply, Reply, State}` answers; `{noreply, State}` leaves the answer to a later `gen_server:reply(From,
%% Reply)`; `{stop, Reason, Reply, State}` and `{stop, Reason, State}` end the server after terminate/2. Anything else ends
%% it with `{bad_return_value, Value}`.
%% A number of milliseconds after the state has handle_info/2 called with `timeout` when nothing arrives in that time;
%% `hibernate` makes the waiting process small; `{continue, Term}` has handle_continue/2 called at once.
-callback handle_call(Request :: term(), from(), State :: term()) ->
    {reply, term(), term()} | {reply, term(), term(), next()} | {noreply, term()} | {noreply, term(), next()} |
    {stop, term(), term(), term()} | {stop, term(), term()}.
%% Handles what cast/2 and abcast/2,3 send. `{noreply, State}` goes on, `{stop, Reason, State}` ends the server after
%% terminate/2. A number of milliseconds after the state has handle_info/2 called with `timeout` when nothing arrives in that time;
%% `hibernate` makes the waiting process small; `{continue, Term}` has handle_continue/2 called at once.
-callback handle_cast(Request :: term(), State :: term()) ->
    {noreply, term()} | {noreply, term(), next()} | {stop, term(), term()}.
%% Handles every other message, `{'DOWN', …}` and `{'EXIT', …}` among them, and `timeout`. It returns what handle_cast/2
%% returns; a server without it logs the message.
-callback handle_info(Info :: timeout | term(), State :: term()) ->
    {noreply, term()} | {noreply, term(), next()} | {stop, term(), term()}.
%% Goes on where a callback returned `{continue, Info}`, before any message is read. It returns what handle_cast/2 returns.
-callback handle_continue(Info :: term(), State :: term()) ->
    {noreply, term()} | {noreply, term(), next()} | {stop, term(), term()}.
%% Called before the server ends: by its own `stop`, by an error in a callback, by stop/1,3, or by its parent's exit when it
%% traps exits. What it returns does not matter.
-callback terminate(Reason :: normal | shutdown | {shutdown, term()} | term(), State :: term()) -> term().
%% Makes the state fit a new version of the module: `{ok, State}`, or `{error, Reason}` to keep the old code.
-callback code_change(OldVsn :: term(), State :: term(), Extra :: term()) -> {ok, term()} | {error, term()}.
%% What is shown of the dictionary and the state in `sys:get_status` and in crash reports; format_status/1 replaces it.
-callback format_status(normal | terminate, [term()]) -> term().
%% Returns the map with what shall not be shown, in `sys:get_status` and crash reports, taken out or made short.
-callback format_status(format_status()) -> format_status().
-optional_callbacks([handle_info/2, handle_continue/2, terminate/2, code_change/3, format_status/1, format_status/2]).

%%% Starting

%% Starts a server without a name and waits for its init/1, which gets the second argument; gives what init/1 decides.
%% Options are `{timeout, Milliseconds}` (how long init/1 may take, else `{error, timeout}`), `{hibernate_after,
%% Milliseconds}`, `{spawn_opt, Options}` and `{debug, Options}`. `{error, {Reason, Stack}}` when init/1 fails.
%% > {ok, P} = gen_server:start(tally, 5, []), {gen_server:call(P, {add, 1}), gen_server:stop(P)}.
%% {6,ok}
%% > gen_server:start(tally, five, []).
%% {error,{no_number,five}}
-spec start(module(), term(), [option()]) -> started().
start(Module, Args, Options) -> gen:start(?MODULE, nolink, Module, Args, Options).

%% Starts a named server. `{error, {already_started, Pid}}` when the name is taken; fails with function_clause for a
%% name of another shape than `{local, Atom}`, `{global, Term}` or `{via, Module, Term}`.
%% > {ok, _} = gen_server:start({local, tally}, tally, 5, []),
%%   {gen_server:call(tally, {add, 1}), gen_server:stop(tally)}.
%% {6,ok}
%% > gen_server:start(tally, tally, 5, []).
%% ** error:function_clause
-spec start(server_name(), module(), term(), [option()]) -> started().
start(Name, Module, Args, Options) -> gen:start(?MODULE, nolink, Name, Module, Args, Options).

%% Starts a server that is linked to the caller, as in a supervisor's tree; else as start/3. When init/1 fails, the
%% caller gets the exit signal, too.
%% > {ok, P} = gen_server:start_link(tally, 5, []), gen_server:call(P, {add, 1}).
%% 6
%% > process_flag(trap_exit, true), gen_server:start_link(tally, five, []).
%% {error,{no_number,five}}
-spec start_link(module(), term(), [option()]) -> started().
start_link(Module, Args, Options) -> gen:start(?MODULE, link, Module, Args, Options).

%% Starts a named server that is linked to the caller; else as start/4.
%% > {ok, P} = gen_server:start_link({local, tally}, tally, 5, []),
%%   {error, {_, Q}} = gen_server:start_link({local, tally}, tally, 6, []), P =:= Q.
%% true
-spec start_link(server_name(), module(), term(), [option()]) -> started().
start_link(Name, Module, Args, Options) -> gen:start(?MODULE, link, Name, Module, Args, Options).

%% Starts a server that the caller monitors; a `'DOWN'` message tells of its end. When it does not start, there is no
%% monitor either.
%% > {ok, {P, M}} = gen_server:start_monitor(tally, 5, []), gen_server:stop(P),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% normal
-spec start_monitor(module(), term(), [option()]) -> {ok, {pid(), reference()}} | ignore | {error, term()}.
start_monitor(Module, Args, Options) -> gen:start(?MODULE, monitor, Module, Args, Options).

%% Starts a named server that the caller monitors; else as start_monitor/3.
%% > {ok, {_, M}} = gen_server:start_monitor({local, tally}, tally, 5, []), gen_server:stop(tally),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% normal
-spec start_monitor(server_name(), module(), term(), [option()]) ->
    {ok, {pid(), reference()}} | ignore | {error, term()}.
start_monitor(Name, Module, Args, Options) -> gen:start(?MODULE, monitor, Name, Module, Args, Options).

%% Ends a server with the reason `normal` and waits until it is gone; its terminate/2 is called before. Exits with
%% `noproc` when there is no such server.
%% > {ok, P} = gen_server:start(tally, 5, []), {gen_server:stop(P), is_process_alive(P)}.
%% {ok,false}
%% > gen_server:stop(nobody).
%% ** exit:noproc
-spec stop(server_ref()) -> ok.
stop(Server) -> gen:stop(Server).

%% Ends a server with a reason and waits until it is gone, at most so many milliseconds: then the caller exits with
%% `timeout`. It exits also when the server ends with another reason.
%% > {ok, {P, M}} = gen_server:start_monitor(tally, 5, []), gen_server:stop(P, shutdown, 1000),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% shutdown
-spec stop(server_ref(), term(), timeout()) -> ok.
stop(Server, Reason, Timeout) -> gen:stop(Server, Reason, Timeout).

%%% Speaking to a server

%% Sends a request and waits up to five seconds for the answer of handle_call/3. Exits with `{Reason, {gen_server,
%% call, Arguments}}` when the server is not there (`noproc`), ends, or takes too long (`timeout`).
%% > {ok, P} = gen_server:start_link(tally, 5, []), [gen_server:call(P, {add, K}) || K <- [1, 10, 100]].
%% [6,16,116]
%% > gen_server:call(nobody, {add, 1}).
%% ** exit:{noproc,{gen_server,call,[nobody,{add,1}]}}
-spec call(server_ref(), term()) -> term().
call(Server, Request) ->
    try gen:call(Server, '$gen_call', Request) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Server, Request]}});
        error:Reason:Stack -> exit({{Reason, Stack}, {?MODULE, call, [Server, Request]}})
    end.

%% Sends a request and waits for the answer so many milliseconds, or without end for `infinity`; exits as call/2 does.
%% > {ok, P} = gen_server:start_link(tally, 5, []), gen_server:call(P, {add, 1}, infinity).
%% 6
-spec call(server_ref(), term(), timeout()) -> term().
call(Server, Request, Timeout) ->
    try gen:call(Server, '$gen_call', Request, Timeout) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Server, Request, Timeout]}});
        error:Reason:Stack -> exit({{Reason, Stack}, {?MODULE, call, [Server, Request, Timeout]}})
    end.

%% Sends a request to handle_cast/2 and does not wait. Always `ok`: whether the server is there makes no difference.
%% > {ok, P} = gen_server:start_link(tally, 5, []), gen_server:cast(P, {add, 1}), gen_server:call(P, {add, 0}).
%% 6
%% > gen_server:cast(nobody, {add, 1}).
%% ok
-spec cast(server_ref(), term()) -> ok.
cast(Pid, Request) when is_pid(Pid) ->
    Pid ! {'$gen_cast', Request},
    ok;
cast({global, Name}, Request) -> cast_by(global, Name, Request);
cast({via, Module, Name}, Request) -> cast_by(Module, Name, Request);
cast({Name, Node} = Server, Request) when is_atom(Name), is_atom(Node) -> cast_to(Server, Request);
cast(Name, Request) when is_atom(Name) -> cast_to(Name, Request).

cast_to(Server, Request) ->
    try Server ! {'$gen_cast', Request} of
        _ -> ok
    catch
        _:_ -> ok
    end.

cast_by(Module, Name, Request) ->
    try Module:send(Name, {'$gen_cast', Request}) of
        _ -> ok
    catch
        _:_ -> ok
    end.

%% Answers a call from elsewhere than handle_call's result: in the callback, before long work, or later from any
%% process; the callback returns `{noreply, State}`.
%% > {ok, P} = gen_server:start_link(tally, 5, []), {gen_server:call(P, early), gen_server:call(P, {add, 1})}.
%% {5,1}
-spec reply(from(), term()) -> ok.
reply(From, Reply) -> gen:reply(From, Reply).

%% Casts to the servers of a name on this node and on all that are connected.
%% > {ok, _} = gen_server:start_link({local, tally}, tally, 5, []),
%%   {gen_server:abcast(tally, {add, 1}), gen_server:call(tally, {add, 0})}.
%% {abcast,6}
-spec abcast(atom(), term()) -> abcast.
abcast(Name, Request) -> abcast([node() | nodes()], Name, Request).

%% Casts to the servers of a name on nodes; nodes without one do no harm.
%% > {ok, _} = gen_server:start_link({local, tally}, tally, 5, []), gen_server:abcast([node()], tally, {add, 1}),
%%   gen_server:call(tally, {add, 0}).
%% 6
-spec abcast([node()], atom(), term()) -> abcast.
abcast(Nodes, Name, Request) when is_list(Nodes), is_atom(Name) ->
    _ = [cast_to({Name, Node}, Request) || Node <- Nodes],
    abcast.

%% Calls the servers of a name on this node and on all that are connected: the answers, and the nodes without one.
%% > {ok, _} = gen_server:start_link({local, tally}, tally, 5, []), gen_server:multi_call(tally, {add, 1}).
%% {[{nonode@nohost,6}],[]}
-spec multi_call(atom(), term()) -> {[{node(), term()}], [node()]}.
multi_call(Name, Request) when is_atom(Name) -> multi_call([node() | nodes()], Name, Request, infinity).

%% Calls the servers of a name on nodes, and waits for all answers.
%% > {ok, _} = gen_server:start_link({local, tally}, tally, 5, []), gen_server:multi_call([node()], tally, {add, 1}).
%% {[{nonode@nohost,6}],[]}
%% > gen_server:multi_call([node()], nobody, {add, 1}).
%% {[],[nonode@nohost]}
-spec multi_call([node()], atom(), term()) -> {[{node(), term()}], [node()]}.
multi_call(Nodes, Name, Request) when is_list(Nodes), is_atom(Name) -> multi_call(Nodes, Name, Request, infinity).

%% Calls the servers of a name on nodes: the answers, and the nodes that gave none in so many milliseconds.
%% > {ok, _} = gen_server:start_link({local, tally}, tally, 5, []),
%%   gen_server:multi_call([node()], tally, {add, 1}, 1000).
%% {[{nonode@nohost,6}],[]}
-spec multi_call([node()], atom(), term(), timeout()) -> {[{node(), term()}], [node()]}.
multi_call(Nodes, Name, Request, Timeout) when is_list(Nodes), is_atom(Name) ->
    Until = case Timeout of
                infinity -> infinity;
                _ -> {abs, erlang:monotonic_time(millisecond) + Timeout}
            end,
    Sent = [{Node, send_request({Name, Node}, Request)} || Node <- Nodes],
    Answers = [{Node, receive_response(Id, Until)} || {Node, Id} <- Sent],
    {[{Node, Reply} || {Node, {reply, Reply}} <- Answers],
     [Node || {Node, Answer} <- Answers, Answer =:= timeout orelse element(1, Answer) =:= error]}.

%% Sends a request whose response is fetched later, by receive_response/2, wait_response/2 or check_response/2.
%% Meanwhile the caller may do something else, or ask other servers.
%% > {ok, P} = gen_server:start_link(tally, 5, []), Id = gen_server:send_request(P, {add, 1}),
%%   gen_server:receive_response(Id, 1000).
%% {reply,6}
-spec send_request(server_ref(), term()) -> request_id().
send_request(Server, Request) -> gen:send_request(Server, '$gen_call', Request).

%% Sends a request and adds it to a collection, under a label that comes with the response.
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   gen_server:reqids_size(gen_server:send_request(P, {add, 1}, first, gen_server:reqids_new())).
%% 1
-spec send_request(server_ref(), term(), term(), request_id_collection()) -> request_id_collection().
send_request(Server, Request, Label, Requests) ->
    gen:send_request(Server, '$gen_call', Request, Label, Requests).

%% Waits for a response so many milliseconds; `timeout` leaves the request open, so that it can be asked for again.
%% `{error, {Reason, Server}}` when the server is not there or ends without an answer.
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   gen_server:wait_response(gen_server:send_request(P, {add, 1}), 1000).
%% {reply,6}
%% > gen_server:wait_response(gen_server:send_request(nobody, {add, 1}), 1000).
%% {error,{noproc,nobody}}
-spec wait_response(request_id(), response_timeout()) -> response() | timeout.
wait_response(Id, Timeout) -> gen:wait_response(Id, Timeout).

%% Waits for a response to any request of a collection: it comes with its label and the collection, from which the
%% request is taken out if the last argument is true. `no_request` when the collection is empty.
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   Rs = gen_server:send_request(P, {add, 1}, a, gen_server:reqids_new()),
%%   {Response, Label, Left} = gen_server:wait_response(Rs, 1000, true),
%%   {Response, Label, gen_server:reqids_size(Left)}.
%% {{reply,6},a,0}
-spec wait_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
wait_response(Requests, Timeout, Delete) -> gen:wait_response(Requests, Timeout, Delete).

%% Waits for a response so many milliseconds; after `timeout` the request is given up, and a late answer is dropped.
%% `{error, {Reason, Server}}` when the server is not there or ends without an answer.
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   gen_server:receive_response(gen_server:send_request(P, {add, 1}), 1000).
%% {reply,6}
-spec receive_response(request_id(), response_timeout()) -> response() | timeout.
receive_response(Id, Timeout) -> gen:receive_response(Id, Timeout).

%% Waits for a response to any request of a collection as wait_response/3 does; after `timeout` all of them are given
%% up.
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   Rs = gen_server:send_request(P, {add, 1}, a, gen_server:reqids_new()),
%%   element(1, gen_server:receive_response(Rs, 1000, true)).
%% {reply,6}
%% > gen_server:receive_response(gen_server:reqids_new(), 1000, true).
%% no_request
-spec receive_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
receive_response(Requests, Timeout, Delete) -> gen:receive_response(Requests, Timeout, Delete).

%% Says whether a message that the caller received is the response to a request; `no_reply` when it is another message.
%% > {ok, P} = gen_server:start_link(tally, 5, []), Id = gen_server:send_request(P, {add, 1}),
%%   receive M -> gen_server:check_response(M, Id) end.
%% {reply,6}
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   gen_server:check_response(hello, gen_server:send_request(P, {add, 1})).
%% no_reply
-spec check_response(term(), request_id()) -> response() | no_reply.
check_response(Message, Id) -> gen:check_response(Message, Id).

%% Says whether a message is the response to a request of a collection; the rest is as in wait_response/3.
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   Rs = gen_server:send_request(P, {add, 1}, a, gen_server:reqids_new()),
%%   receive M -> element(2, gen_server:check_response(M, Rs, true)) end.
%% a
%% > gen_server:check_response(hello, gen_server:reqids_new(), true).
%% no_request
-spec check_response(term(), request_id_collection(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | no_reply.
check_response(Message, Requests, Delete) -> gen:check_response(Message, Requests, Delete).

%% An empty collection of requests.
%% > gen_server:reqids_to_list(gen_server:reqids_new()).
%% []
-spec reqids_new() -> request_id_collection().
reqids_new() -> gen:reqids_new().

%% How many requests a collection has.
%% > gen_server:reqids_size(gen_server:reqids_new()).
%% 0
-spec reqids_size(request_id_collection()) -> non_neg_integer().
reqids_size(Requests) -> gen:reqids_size(Requests).

%% A collection with one more request, under a label. Fails with badarg when the request is in the collection.
%% > {ok, P} = gen_server:start_link(tally, 5, []), Id = gen_server:send_request(P, {add, 1}),
%%   gen_server:reqids_size(gen_server:reqids_add(Id, a, gen_server:reqids_new())).
%% 1
-spec reqids_add(request_id(), term(), request_id_collection()) -> request_id_collection().
reqids_add(Id, Label, Requests) -> gen:reqids_add(Id, Label, Requests).

%% The requests of a collection with their labels.
%% > {ok, P} = gen_server:start_link(tally, 5, []),
%%   Rs = gen_server:send_request(P, {add, 1}, a, gen_server:reqids_new()),
%%   [{_, Label}] = gen_server:reqids_to_list(Rs), Label.
%% a
-spec reqids_to_list(request_id_collection()) -> [{request_id(), term()}].
reqids_to_list(Requests) -> gen:reqids_to_list(Requests).

%%% The server's beginning

%% Initialises the server and enters its loop; `gen` calls it in the new process.
%% > Args = [self(), self(), self(), tally, 5, []], {ok, P} = proc_lib:start_link(gen_server, init_it, Args),
%%   gen_server:call(P, {add, 1}).
%% 6
-spec init_it(pid(), pid() | self, server_name() | pid(), module(), term(), [option()]) -> no_return().
init_it(Starter, self, Name, Module, Args, Options) -> init_it(Starter, self(), Name, Module, Args, Options);
init_it(Starter, Parent, FullName, Module, Args, Options) ->
    Name = gen:name(FullName),
    Debug = gen:debug_options(Name, Options),
    HibernateAfter = gen:hibernate_after(Options),
    case initialised(Module, Args) of
        {ok, {ok, State}} ->
            proc_lib:init_ack(Starter, {ok, self()}),
            loop(Parent, Name, State, Module, infinity, HibernateAfter, Debug);
        {ok, {ok, State, Next}} when ?IS_NEXT(Next) ->
            proc_lib:init_ack(Starter, {ok, self()}),
            loop(Parent, Name, State, Module, Next, HibernateAfter, Debug);
        {ok, {stop, Reason}} ->
            gen:unregister_name(FullName),
            proc_lib:init_ack(Starter, {error, Reason}),
            exit(Reason);
        {ok, ignore} ->
            gen:unregister_name(FullName),
            proc_lib:init_ack(Starter, ignore),
            exit(normal);
        {ok, Other} ->
            Reason = {bad_return_value, Other},
            proc_lib:init_ack(Starter, {error, Reason}),
            exit(Reason);
        {Class, Reason, Stack} ->
            gen:unregister_name(FullName),
            proc_lib:init_ack(Starter, {error, with_stack(Class, Reason, Stack)}),
            erlang:raise(Class, Reason, Stack)
    end.

initialised(Module, Args) ->
    try
        {ok, Module:init(Args)}
    catch
        throw:Thrown -> {ok, Thrown};
        Class:Reason:Stack -> {Class, Reason, Stack}
    end.

with_stack(error, Reason, Stack) -> {Reason, Stack};
with_stack(exit, Reason, _) -> Reason.

%% Makes the caller, a process that `proc_lib` started, a server with a state; it does not return. No init/1 is called:
%% what there is to prepare was done before. The options are `{debug, Options}` and `{hibernate_after, Milliseconds}`.
%% > P = proc_lib:spawn_link(fun() -> gen_server:enter_loop(tally, [], 5) end), gen_server:call(P, {add, 1}).
%% 6
-spec enter_loop(module(), [option()], term()) -> no_return().
enter_loop(Module, Options, State) when is_atom(Module), is_list(Options) ->
    enter_loop(Module, Options, State, self(), infinity).

%% Makes the caller a server; the last argument is its name, which it must have by now, or what init/1 may give beside
%% the state: a number of milliseconds, `hibernate`, `{continue, Term}`. Exits with `process_not_registered` when it
%% has no such name.
%% > P = proc_lib:spawn_link(fun() -> gen_server:enter_loop(tally, [], 5, hibernate) end),
%%   gen_server:call(P, {add, 1}).
%% 6
-spec enter_loop(module(), [option()], term(), server_name() | pid() | next()) -> no_return().
enter_loop(Module, Options, State, Name = {Scope, _}) when Scope =:= local; Scope =:= global ->
    enter_loop(Module, Options, State, Name, infinity);
enter_loop(Module, Options, State, Name = {via, _, _}) -> enter_loop(Module, Options, State, Name, infinity);
enter_loop(Module, Options, State, Pid) when is_pid(Pid) -> enter_loop(Module, Options, State, Pid, infinity);
enter_loop(Module, Options, State, Next) -> enter_loop(Module, Options, State, self(), Next).

%% Makes the caller a server with a name, which it must have by now, and what init/1 may give beside the state.
%% > P = proc_lib:spawn_link(fun() -> gen_server:enter_loop(tally, [], 5, self(), infinity) end),
%%   gen_server:call(P, {add, 1}).
%% 6
-spec enter_loop(module(), [option()], term(), server_name() | pid(), next()) -> no_return().
enter_loop(Module, Options, State, FullName, Next) when is_atom(Module), is_list(Options) ->
    Name = gen:get_proc_name(FullName),
    Parent = gen:get_parent(),
    Debug = gen:debug_options(Name, Options),
    loop(Parent, Name, State, Module, Next, gen:hibernate_after(Options), Debug).

%%% The loop

loop(Parent, Name, State, Module, infinity, infinity, []) ->
    receive
        {'$gen_call', From, Request} -> handle_call(Parent, Name, State, Module, infinity, From, Request);
        {'$gen_cast', Request} = Message ->
            dispatch(handle_cast, Request, Message, Parent, Name, State, Module, infinity, []);
        Message -> other(Message, Parent, Name, State, Module, infinity, infinity, [])
    end;
loop(Parent, Name, State, Module, {continue, Term} = Message, HibernateAfter, Debug) ->
    Told = event(Message, Name, Debug),
    dispatch(handle_continue, Term, Message, Parent, Name, State, Module, HibernateAfter, Told);
loop(Parent, Name, State, Module, hibernate, HibernateAfter, Debug) ->
    proc_lib:hibernate(?MODULE, wake_hib, [Parent, Name, State, Module, HibernateAfter, Debug]);
loop(Parent, Name, State, Module, infinity, HibernateAfter, Debug) ->
    receive
        Message -> received(Message, Parent, Name, State, Module, infinity, HibernateAfter, Debug)
    after HibernateAfter -> loop(Parent, Name, State, Module, hibernate, HibernateAfter, Debug)
    end;
loop(Parent, Name, State, Module, Timeout, HibernateAfter, Debug) ->
    receive
        Message -> received(Message, Parent, Name, State, Module, Timeout, HibernateAfter, Debug)
    after Timeout -> received(timeout, Parent, Name, State, Module, Timeout, HibernateAfter, Debug)
    end.

%% Where a server goes on that was woken up; it hibernates again when there is nothing to do. Nobody calls it but
%% hibernation.
%% > {ok, P} = gen_server:start_link(tally, 5, [{hibernate_after, 0}]), gen_server:call(P, {add, 1}).
%% 6
-spec wake_hib(pid(), term(), term(), module(), timeout(), [sys:dbg_opt()]) -> no_return().
wake_hib(Parent, Name, State, Module, HibernateAfter, Debug) ->
    Message = receive Any -> Any end,
    received(Message, Parent, Name, State, Module, hibernate, HibernateAfter, Debug).

%% Events come before what is done about them.
received({system, _, _} = Message, Parent, Name, State, Module, Next, HibernateAfter, Debug) ->
    other(Message, Parent, Name, State, Module, Next, HibernateAfter, Debug);
received({'EXIT', Parent, _} = Message, Parent, Name, State, Module, Next, HibernateAfter, Debug) ->
    other(Message, Parent, Name, State, Module, Next, HibernateAfter, Debug);
received({'$gen_call', From, Request}, Parent, Name, State, Module, _, HibernateAfter, []) ->
    handle_call(Parent, Name, State, Module, HibernateAfter, From, Request);
received(Message, Parent, Name, State, Module, _, HibernateAfter, Debug) ->
    Told = event({in, Message}, Name, Debug),
    case Message of
        {'$gen_call', From, Request} ->
            handle_call_debug(Parent, Name, State, Module, HibernateAfter, From, Request, Told);
        {'$gen_cast', Request} ->
            dispatch(handle_cast, Request, Message, Parent, Name, State, Module, HibernateAfter, Told);
        _ -> dispatch(handle_info, Message, Message, Parent, Name, State, Module, HibernateAfter, Told)
    end.

other({system, From, Request}, Parent, Name, State, Module, Next, HibernateAfter, Debug) ->
    sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, [Name, State, Module, Next, HibernateAfter],
                          Next =:= hibernate);
other({'EXIT', Parent, Reason} = Message, Parent, Name, State, Module, _, _, Debug) ->
    terminate(stop, Reason, [], undefined, Message, Name, State, Module, Debug);
other(Message, Parent, Name, State, Module, _, HibernateAfter, Debug) ->
    dispatch(handle_info, Message, Message, Parent, Name, State, Module, HibernateAfter, Debug).

event(_, _, []) -> [];
event(Event, Name, Debug) -> sys:handle_debug(Debug, fun print_event/3, Name, Event).

%% A call to a server that nobody looks at.
handle_call(Parent, Name, State, Module, HibernateAfter, From, Request) ->
    try Module:handle_call(Request, From, State) of
        {reply, Reply, Next} ->
            gen:reply(From, Reply),
            loop(Parent, Name, Next, Module, infinity, HibernateAfter, []);
        {noreply, Next} -> loop(Parent, Name, Next, Module, infinity, HibernateAfter, []);
        Result -> called(Result, Parent, Name, State, Module, HibernateAfter, From, Request, [])
    catch
        throw:Thrown -> called(Thrown, Parent, Name, State, Module, HibernateAfter, From, Request, []);
        Class:Reason:Stack -> terminate(Class, Reason, Stack, From, Request, Name, State, Module, [])
    end.

handle_call_debug(Parent, Name, State, Module, HibernateAfter, From, Request, Debug) ->
    try Module:handle_call(Request, From, State) of
        Result -> called(Result, Parent, Name, State, Module, HibernateAfter, From, Request, Debug)
    catch
        throw:Thrown -> called(Thrown, Parent, Name, State, Module, HibernateAfter, From, Request, Debug);
        Class:Reason:Stack -> terminate(Class, Reason, Stack, From, Request, Name, State, Module, Debug)
    end.

%% What handle_call returned.
called({reply, Reply, Next}, Parent, Name, _, Module, HibernateAfter, From, _, Debug) ->
    Told = answer(From, Reply, Name, Next, Debug),
    loop(Parent, Name, Next, Module, infinity, HibernateAfter, Told);
called({reply, Reply, Next, Wait}, Parent, Name, _, Module, HibernateAfter, From, _, Debug) when ?IS_NEXT(Wait) ->
    Told = answer(From, Reply, Name, Next, Debug),
    loop(Parent, Name, Next, Module, Wait, HibernateAfter, Told);
called({stop, Reason, Reply, Next}, _, Name, _, Module, _, From, Request, Debug) ->
    Stack = here(),
    try
        terminate(stop, Reason, Stack, From, Request, Name, Next, Module, Debug)
    after
        answer(From, Reply, Name, Next, Debug)
    end;
called(Result, Parent, Name, State, Module, HibernateAfter, From, Request, Debug) ->
    returned(Result, Parent, Name, State, Module, HibernateAfter, From, Request, Debug).

answer(From, Reply, Name, State, Debug) ->
    gen:reply(From, Reply),
    event({out, Reply, From, State}, Name, Debug).

%% Every other callback.
dispatch(Callback, Term, Message, Parent, Name, State, Module, HibernateAfter, Debug) ->
    try Module:Callback(Term, State) of
        {noreply, Next} when Debug =:= [] -> loop(Parent, Name, Next, Module, infinity, HibernateAfter, []);
        Result -> returned(Result, Parent, Name, State, Module, HibernateAfter, undefined, Message, Debug)
    catch
        throw:Thrown -> returned(Thrown, Parent, Name, State, Module, HibernateAfter, undefined, Message, Debug);
        error:undef:Stack when Callback =:= handle_info ->
            case Stack of
                [{Module, handle_info, [Term, State], _} | _] ->
                    unhandled(Module, Term),
                    returned({noreply, State}, Parent, Name, State, Module, HibernateAfter, undefined, Message, Debug);
                _ -> terminate(error, undef, Stack, undefined, Message, Name, State, Module, Debug)
            end;
        Class:Reason:Stack -> terminate(Class, Reason, Stack, undefined, Message, Name, State, Module, Debug)
    end.

unhandled(Module, Message) ->
    ?LOG_WARNING(#{label => {?MODULE, no_handle_info}, module => Module, message => Message},
                 #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                   error_logger => #{tag => warning_msg, report_cb => fun ?MODULE:format_log/1}}).

%% What any callback may return.
returned({noreply, Next}, Parent, Name, _, Module, HibernateAfter, _, _, Debug) ->
    loop(Parent, Name, Next, Module, infinity, HibernateAfter, event({noreply, Next}, Name, Debug));
returned({noreply, Next, Wait}, Parent, Name, _, Module, HibernateAfter, _, _, Debug) when ?IS_NEXT(Wait) ->
    loop(Parent, Name, Next, Module, Wait, HibernateAfter, event({noreply, Next}, Name, Debug));
returned({stop, Reason, Next}, _, Name, _, Module, _, From, Message, Debug) ->
    terminate(stop, Reason, here(), From, Message, Name, Next, Module, Debug);
returned(Other, _, Name, State, Module, _, From, Message, Debug) ->
    terminate(stop, {bad_return_value, Other}, here(), From, Message, Name, State, Module, Debug).

%% The stack of the caller.
here() ->
    try throw(here)
    catch throw:here:Stack -> tl(Stack)
    end.

%%% The server's end

-spec terminate(error | exit | stop, term(), [term()], from() | undefined, term(), term(), term(), module(),
                [term()]) -> no_return().
terminate(Class, Reason, Stack, From, Message, Name, State, Module, Debug) ->
    case try_terminate(Module, exit_reason(Class, Reason, Stack), State) of
        ok -> ok;
        {NewClass, NewReason, NewStack} ->
            report(NewClass, NewReason, NewStack, From, Message, Name, State, Module, Debug),
            erlang:raise(NewClass, NewReason, NewStack)
    end,
    case Class =/= error andalso ends_well(Reason) of
        true -> ok;
        false -> report(Class, Reason, Stack, From, Message, Name, State, Module, Debug)
    end,
    case {Class, Stack} of
        {stop, []} -> exit(Reason);
        {stop, _} -> erlang:raise(exit, Reason, Stack);
        _ -> erlang:raise(Class, Reason, Stack)
    end.

try_terminate(Module, Reason, State) ->
    case erlang:function_exported(Module, terminate, 2) of
        true ->
            try Module:terminate(Reason, State) of
                _ -> ok
            catch
                throw:_ -> ok;
                Class:New:Stack -> {Class, New, Stack}
            end;
        false -> ok
    end.

exit_reason(error, Reason, Stack) -> {Reason, Stack};
exit_reason(_, Reason, _) -> Reason.

ends_well(normal) -> true;
ends_well(shutdown) -> true;
ends_well({shutdown, _}) -> true;
ends_well(_) -> false.

report(Class, Reason, Stack, From, Message, Name, State, Module, Debug) ->
    Status = gen:format_status(Module, terminate,
                               #{reason => Reason, state => State, message => Message, log => sys:get_log(Debug)},
                               [get(), State]),
    #{reason := Shown, message := Last, log := Log} = Status,
    ?LOG_ERROR(#{label => {?MODULE, terminate}, name => Name, last_message => Last, state => shown_state(Status),
                 log => Log, reason => told(Class, Shown, Stack), client_info => erlet_reports:client(From)},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 error_logger => #{tag => error, report_cb => fun ?MODULE:format_log/1}}).

%% Where a callback failed is told; where the server found itself when it was to stop is not.
told(stop, Reason, _) -> Reason;
told(_, Reason, Stack) -> {Reason, Stack}.

shown_state(#{'EXIT' := Failure}) -> Failure;
shown_state(#{'$status' := Shown}) -> Shown;
shown_state(#{state := State}) -> State.

%%% System messages

%% For `sys`: the process goes on with its loop.
%% > {ok, P} = gen_server:start_link(tally, 5, []), sys:suspend(P), sys:resume(P), gen_server:call(P, {add, 1}).
%% 6
-spec system_continue(pid(), [sys:dbg_opt()], term()) -> no_return().
system_continue(Parent, Debug, [Name, State, Module, Next, HibernateAfter]) ->
    loop(Parent, Name, State, Module, Next, HibernateAfter, Debug).

%% For `sys`: the process ends for a reason.
%% > {ok, {P, M}} = gen_server:start_monitor(tally, 5, []), sys:terminate(P, done),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% done
-spec system_terminate(term(), pid(), [sys:dbg_opt()], term()) -> no_return().
system_terminate(Reason, _, Debug, [Name, State, Module, _, _]) ->
    terminate(stop, Reason, here(), undefined, [], Name, State, Module, Debug).

%% For `sys`: the state as the new version of the callback module wants it.
%% > {ok, P} = gen_server:start_link(tally, 5, []), sys:suspend(P),
%%   {error, {'EXIT', {undef, [Call | _]}}} = sys:change_code(P, tally, v1, extra), element(2, Call).
%% code_change
-spec system_code_change(term(), module(), term(), term()) -> term().
system_code_change([Name, State, Module, Next, HibernateAfter], _, OldVsn, Extra) ->
    case catch Module:code_change(OldVsn, State, Extra) of
        {ok, New} -> {ok, [Name, New, Module, Next, HibernateAfter]};
        Other -> Other
    end.

%% For `sys`: the state.
%% > {ok, P} = gen_server:start_link(tally, 5, []), sys:get_state(P).
%% 5
-spec system_get_state(term()) -> {ok, term()}.
system_get_state([_, State, _, _, _]) -> {ok, State}.

%% For `sys`: the state after a function was applied to it.
%% > {ok, P} = gen_server:start_link(tally, 5, []), sys:replace_state(P, fun(N) -> N * 2 end),
%%   gen_server:call(P, {add, 1}).
%% 11
-spec system_replace_state(fun((term()) -> term()), term()) -> {ok, term(), term()}.
system_replace_state(Fun, [Name, State, Module, Next, HibernateAfter]) ->
    New = Fun(State),
    {ok, New, [Name, New, Module, Next, HibernateAfter]}.

%% What `sys:get_status` shows of a server.
%% > {ok, P} = gen_server:start_link(tally, 5, []), {status, _, _, [_, running, _, _, Shown]} = sys:get_status(P),
%%   lists:last(Shown).
%% {data,[{"State",5}]}
-spec format_status(normal | terminate, [term()]) -> [tuple()].
format_status(Option, [Dictionary, SystemState, Parent, Debug, [Name, State, Module, _, _]]) ->
    Status = gen:format_status(Module, Option, #{state => State, log => sys:get_log(Debug)}, [Dictionary, State]),
    Specific = case Status of
                   #{'EXIT' := Failure} -> [{data, [{"State", Failure}]}];
                   #{'$status' := List} when is_list(List) -> List;
                   #{'$status' := Term} -> [Term];
                   #{state := Shown} -> [{data, [{"State", Shown}]}]
               end,
    [{header, gen:format_status_header("Status for generic server", Name)},
     {data, [{"Status", SystemState}, {"Parent", Parent}, {"Logged events", maps:get(log, Status)}]} | Specific].

print_event(Device, Event, Name) ->
    case Event of
        {in, {'$gen_call', {From, _}, Request}} ->
            io:format(Device, "*DBG* ~tp got call ~tp from ~tw~n", [Name, Request, From]);
        {in, {'$gen_cast', Request}} -> io:format(Device, "*DBG* ~tp got cast ~tp~n", [Name, Request]);
        {in, Message} -> io:format(Device, "*DBG* ~tp got ~tp~n", [Name, Message]);
        {out, Reply, {To, _}, State} ->
            io:format(Device, "*DBG* ~tp sent ~tp to ~tw, new state ~tp~n", [Name, Reply, To, State]);
        {noreply, State} -> io:format(Device, "*DBG* ~tp new state ~tp~n", [Name, State]);
        _ -> io:format(Device, "*DBG* ~tp dbg  ~tp~n", [Name, Event])
    end.

%% The text of a report that a server logs, for error_logger: a format and its arguments.
%% > {Format, Terms} = gen_server:format_log(#{label => {gen_server, no_handle_info}, module => tally,
%%   message => hello}), lists:flatten(io_lib:format(Format, Terms)).
%% "** Undefined handle_info in tally\n** Unhandled message: hello\n"
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report that a server logs, for logger. The map has `depth`, `chars_limit` and `single_line`.
%% > lists:flatten(gen_server:format_log(#{label => {gen_server, no_handle_info}, module => tally, message => hello},
%%   #{single_line => true})).
%% "Undefined handle_info in tally. Unhandled message: hello."
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
