%%% Event managers: a process that tells every event to its handlers.
%%%
%%% The messages are `{notify, Event}` and calls of `gen`, whose label is the caller's pid. Events meet the handlers in
%%% the order of the list: the one added last comes first.
%%%
%%% The examples use this handler, which keeps the events:
%%%
%%%     -module(tape).
%%%     -export([init/1, handle_event/2, handle_call/2, terminate/2]).
%%%     init({Args, Events}) -> {ok, Args ++ Events};
%%%     init(Events) when is_list(Events) -> {ok, Events};
%%%     init(Other) -> {error, {no_list, Other}}.
%%%     handle_event(Event, Events) -> {ok, [Event | Events]}.
%%%     handle_call(events, Events) -> {ok, lists:reverse(Events), Events}.
%%%     terminate(_, Events) -> Events.
-module(gen_event).

-export([start/0, start/1, start/2, start_link/0, start_link/1, start_link/2]).
-export([start_monitor/0, start_monitor/1, start_monitor/2, stop/1, stop/3]).
-export([notify/2, sync_notify/2, add_handler/3, add_sup_handler/3, delete_handler/3, swap_handler/3]).
-export([swap_sup_handler/3, which_handlers/1, call/3, call/4]).
-export([send_request/3, send_request/5, wait_response/2, wait_response/3, receive_response/2, receive_response/3]).
-export([check_response/2, check_response/3, reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([init_it/6, wake_hib/5]).
-export([system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2]).
-export([format_status/2, format_log/1, format_log/2]).

-include("gen_event.hrl").

-export_type([handler/0, handler_args/0, add_handler_ret/0, del_handler_ret/0, request_id/0, request_id_collection/0]).

-type handler() :: atom() | {atom(), term()}.
-type handler_args() :: term().
-type emgr_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type emgr_ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type option() :: {timeout, timeout()} | {debug, [term()]} | {spawn_opt, [term()]} | {hibernate_after, timeout()}.
-type started() :: {ok, pid()} | {error, term()}.
-type monitored() :: {ok, {pid(), reference()}} | {error, term()}.
-type add_handler_ret() :: ok | term() | {'EXIT', term()}.
-type del_handler_ret() :: ok | term() | {'EXIT', term()}.
-type request_id() :: reference().
-type request_id_collection() :: gen:request_id_collection().
-type response() :: {reply, term()} | {error, {term(), emgr_ref()}}.
-type response_timeout() :: timeout() | {abs, integer()}.
-type result() :: {ok, term()} | {ok, term(), hibernate} | {swap_handler, term(), term(), handler(), term()}
                | remove_handler.

%% Called when the handler is added: `{ok, State}`, `{ok, State, hibernate}`; anything else is what add_handler/3 returns, and
%% the handler is not there. After a swap the argument is `{Args, What the old handler's terminate/2 returned}`.
-callback init(Args :: term()) -> {ok, term()} | {ok, term(), hibernate} | {error, term()}.
%% Handles what notify/2 and sync_notify/2 send. `{ok, State}` goes on; `remove_handler` ends the handler after terminate/2;
%% `{swap_handler, Args, State, Handler, NewArgs}` puts another in its place.
-callback handle_event(Event :: term(), State :: term()) -> result().
%% Answers call/3,4: `{ok, Reply, State}`, `{ok, Reply, State, hibernate}`, `{remove_handler, Reply}`, or
%% `{swap_handler, Reply, Args, State, Handler, NewArgs}`.
-callback handle_call(Request :: term(), State :: term()) ->
    {ok, term(), term()} | {ok, term(), term(), hibernate} |
    {swap_handler, term(), term(), term(), handler(), term()} | {remove_handler, term()}.
%% Handles every other message that the manager gets; it returns what handle_event/2 returns.
-callback handle_info(Info :: term(), State :: term()) -> result().
%% Called when the handler ends. The argument says why: `stop`, `remove_handler`, `{stop, Reason}`, `{error, Term}`, or what
%% delete_handler/3 was given, which returns what this returns.
-callback terminate(Args :: term(), State :: term()) -> term().
%% Makes the state fit a new version of the module: `{ok, State}`.
-callback code_change(OldVsn :: term(), State :: term(), Extra :: term()) -> {ok, term()}.
%% What is shown of the state in `sys:get_status` and crash reports; format_status/1 replaces it.
-callback format_status(normal | terminate, [term()]) -> term().
%% Returns the map with what shall not be shown, in `sys:get_status` and crash reports, taken out or made short.
-callback format_status(map()) -> map().
-optional_callbacks([handle_info/2, terminate/2, code_change/3, format_status/1, format_status/2]).

-define(NO_CALLBACK, 'no callback module').

%%% Starting

%% Starts an event manager without a name and without handlers.
%% > {ok, P} = gen_event:start(), {gen_event:which_handlers(P), gen_event:stop(P)}.
%% {[],ok}
-spec start() -> started().
start() -> gen:start(?MODULE, nolink, ?NO_CALLBACK, [], []).

%% Starts an event manager with a name or, given a list, with options: `{hibernate_after, Milliseconds}`, `{spawn_opt,
%% Options}`, `{debug, Options}`. `{error, {already_started, Pid}}` when the name is taken.
%% > {ok, P} = gen_event:start({local, paper}), {error, {already_started, Q}} = gen_event:start({local, paper}),
%%   gen_event:stop(paper), P =:= Q.
%% true
%% > gen_event:start(paper).
%% ** error:function_clause
-spec start(emgr_name() | [option()]) -> started().
start(Name) when is_tuple(Name) -> gen:start(?MODULE, nolink, Name, ?NO_CALLBACK, [], []);
start(Options) when is_list(Options) -> gen:start(?MODULE, nolink, ?NO_CALLBACK, [], Options).

%% Starts a named event manager with options; else as start/1.
%% > {ok, _} = gen_event:start({local, paper}, [{hibernate_after, 1000}]), gen_event:stop(paper).
%% ok
-spec start(emgr_name(), [option()]) -> started().
start(Name, Options) -> gen:start(?MODULE, nolink, Name, ?NO_CALLBACK, [], Options).

%% Starts an event manager that is linked to the caller, as in a supervisor's tree.
%% > {ok, P} = gen_event:start_link(), gen_event:which_handlers(P).
%% []
-spec start_link() -> started().
start_link() -> gen:start(?MODULE, link, ?NO_CALLBACK, [], []).

%% Starts an event manager that is linked to the caller, with a name or with options; else as start/1.
%% > {ok, _} = gen_event:start_link({local, paper}), gen_event:which_handlers(paper).
%% []
-spec start_link(emgr_name() | [option()]) -> started().
start_link(Name) when is_tuple(Name) -> gen:start(?MODULE, link, Name, ?NO_CALLBACK, [], []);
start_link(Options) when is_list(Options) -> gen:start(?MODULE, link, ?NO_CALLBACK, [], Options).

%% Starts a named event manager that is linked to the caller, with options; else as start/1.
%% > {ok, _} = gen_event:start_link({local, paper}, []), gen_event:which_handlers(paper).
%% []
-spec start_link(emgr_name(), [option()]) -> started().
start_link(Name, Options) -> gen:start(?MODULE, link, Name, ?NO_CALLBACK, [], Options).

%% Starts an event manager that the caller monitors; a `'DOWN'` message tells of its end.
%% > {ok, {P, M}} = gen_event:start_monitor(), gen_event:stop(P), receive {'DOWN', M, _, _, Why} -> Why end.
%% normal
-spec start_monitor() -> monitored().
start_monitor() -> gen:start(?MODULE, monitor, ?NO_CALLBACK, [], []).

%% Starts an event manager that the caller monitors, with a name or with options; else as start/1.
%% > {ok, {_, M}} = gen_event:start_monitor({local, paper}), gen_event:stop(paper),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% normal
-spec start_monitor(emgr_name() | [option()]) -> monitored().
start_monitor(Name) when is_tuple(Name) -> gen:start(?MODULE, monitor, Name, ?NO_CALLBACK, [], []);
start_monitor(Options) when is_list(Options) -> gen:start(?MODULE, monitor, ?NO_CALLBACK, [], Options).

%% Starts a named event manager that the caller monitors, with options; else as start/1.
%% > {ok, {_, M}} = gen_event:start_monitor({local, paper}, []), gen_event:stop(paper),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% normal
-spec start_monitor(emgr_name(), [option()]) -> monitored().
start_monitor(Name, Options) -> gen:start(?MODULE, monitor, Name, ?NO_CALLBACK, [], Options).

%% Ends a manager with the reason `normal` and waits until it is gone; the terminate/2 of each handler is called with
%% `stop`. Exits with `noproc` when there is no such manager.
%% > {ok, P} = gen_event:start(), {gen_event:stop(P), is_process_alive(P)}.
%% {ok,false}
%% > gen_event:stop(nobody).
%% ** exit:noproc
-spec stop(emgr_ref()) -> ok.
stop(Manager) -> gen:stop(Manager).

%% Ends a manager with a reason and waits until it is gone, at most so many milliseconds: then the caller exits with
%% `timeout`.
%% > {ok, {P, M}} = gen_event:start_monitor(), gen_event:stop(P, shutdown, 1000),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% shutdown
-spec stop(emgr_ref(), term(), timeout()) -> ok.
stop(Manager, Reason, Timeout) -> gen:stop(Manager, Reason, Timeout).

%%% Speaking to a manager

%% Tells an event to all handlers, and does not wait; whether the manager is there makes no difference, unless it is an
%% atom that is not registered: that is a badarg. A handler that fails is removed, the others and the manager go on.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []), gen_event:notify(P, ring),
%%   gen_event:call(P, tape, events).
%% [ring]
%% > gen_event:notify(nobody, ring).
%% ** error:badarg
-spec notify(emgr_ref(), term()) -> ok.
notify({global, Name}, Event) -> send_by(global, Name, {notify, Event});
notify({via, Module, Name}, Event) -> send_by(Module, Name, {notify, Event});
notify(Name, Event) when is_atom(Name) ->
    _ = Name ! {notify, Event},
    ok;
notify(Manager, Event) ->
    _ = Manager ! {notify, Event},
    ok.

send_by(Module, Name, Message) ->
    try Module:send(Name, Message) of
        _ -> ok
    catch
        _:_ -> ok
    end.

%% Tells an event, and returns when all handlers have had it. Exits with `noproc` when there is no such manager.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []), gen_event:sync_notify(P, ring),
%%   gen_event:call(P, tape, events).
%% [ring]
-spec sync_notify(emgr_ref(), term()) -> ok.
sync_notify(Manager, Event) -> ask(Manager, {sync_notify, Event}).

%% Adds a handler, a module or `{Module, Id}` when it is there more than once; its init/1 gets the last argument. Gives
%% `ok`, or what init/1 returned instead of a state; `{'EXIT', Reason}` when that failed. A handler is only told of
%% later events.
%% > {ok, P} = gen_event:start_link(), [gen_event:add_handler(P, H, []) || H <- [tape, {tape, 2}]],
%%   gen_event:which_handlers(P).
%% [{tape,2},tape]
%% > {ok, P} = gen_event:start_link(), gen_event:add_handler(P, tape, none).
%% {error,{no_list,none}}
-spec add_handler(emgr_ref(), handler(), term()) -> add_handler_ret().
add_handler(Manager, Handler, Args) -> ask(Manager, {add_handler, Handler, Args}).

%% Adds a handler and links the caller to the manager: the handler goes when the caller ends, and the caller is told by
%% `{gen_event_EXIT, Handler, Reason}` when the handler goes in another way than by delete_handler/3.
%% > {ok, P} = gen_event:start_link(), gen_event:add_sup_handler(P, tape, []), gen_event:call(P, tape, wrong),
%%   receive {gen_event_EXIT, tape, _} -> gone end.
%% gone
-spec add_sup_handler(emgr_ref(), handler(), term()) -> add_handler_ret().
add_sup_handler(Manager, Handler, Args) -> ask(Manager, {add_sup_handler, Handler, Args, self()}).

%% Removes a handler: gives what its terminate/2 returns, which gets the last argument; `{error, module_not_found}`
%% when it is not there.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []), gen_event:notify(P, ring),
%%   gen_event:delete_handler(P, tape, enough).
%% [ring]
%% > {ok, P} = gen_event:start_link(), gen_event:delete_handler(P, tape, enough).
%% {error,module_not_found}
-spec delete_handler(emgr_ref(), handler(), term()) -> del_handler_ret().
delete_handler(Manager, Handler, Args) -> ask(Manager, {delete_handler, Handler, Args}).

%% Replaces a handler by another, between two events. The old one's terminate/2 gets the first argument, the new one's
%% init/1 the second together with what terminate/2 returned, `{Args, Term}`; Term is `error` when the old handler was
%% not there.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []), gen_event:notify(P, ring),
%%   gen_event:swap_handler(P, {tape, over}, {{tape, new}, []}), gen_event:call(P, {tape, new}, events).
%% [ring]
-spec swap_handler(emgr_ref(), {handler(), term()}, {handler(), term()}) -> ok | {error, term()}.
swap_handler(Manager, {Old, OldArgs}, {New, NewArgs}) ->
    ask(Manager, {swap_handler, Old, OldArgs, New, NewArgs}).

%% Replaces a handler by one that is tied to the caller as by add_sup_handler/3; else as swap_handler/3.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []), gen_event:notify(P, ring),
%%   gen_event:swap_sup_handler(P, {tape, over}, {{tape, new}, [old]}), gen_event:call(P, {tape, new}, events).
%% [ring,old]
-spec swap_sup_handler(emgr_ref(), {handler(), term()}, {handler(), term()}) -> ok | {error, term()}.
swap_sup_handler(Manager, {Old, OldArgs}, {New, NewArgs}) ->
    ask(Manager, {swap_sup_handler, Old, OldArgs, New, NewArgs, self()}).

%% The handlers of a manager, the one added last first.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   gen_event:add_handler(P, {tape, 2}, []), gen_event:which_handlers(P).
%% [{tape,2},tape]
-spec which_handlers(emgr_ref()) -> [handler()].
which_handlers(Manager) -> ask(Manager, which_handlers).

%% Asks one handler and waits up to five seconds for the answer of its handle_call/2. `{error, bad_module}` when it is
%% not there, `{error, {'EXIT', Reason}}` when it fails. Exits when the manager is not there or takes too long.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []), gen_event:notify(P, a),
%%   gen_event:notify(P, b), gen_event:call(P, tape, events).
%% [a,b]
%% > {ok, P} = gen_event:start_link(), gen_event:call(P, tape, events).
%% {error,bad_module}
%% > gen_event:call(nobody, tape, events).
%% ** exit:{noproc,{gen_event,call,[nobody,tape,events]}}
-spec call(emgr_ref(), handler(), term()) -> term() | {error, bad_module | {'EXIT', term()} | term()}.
call(Manager, Handler, Request) ->
    try gen:call(Manager, self(), {call, Handler, Request}) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Manager, Handler, Request]}})
    end.

%% Asks one handler and waits for the answer so many milliseconds; else as call/3.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   gen_event:call(P, tape, events, 1000).
%% []
-spec call(emgr_ref(), handler(), term(), timeout()) -> term() | {error, bad_module | {'EXIT', term()} | term()}.
call(Manager, Handler, Request, Timeout) ->
    try gen:call(Manager, self(), {call, Handler, Request}, Timeout) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Manager, Handler, Request, Timeout]}})
    end.

ask(Manager, Request) ->
    {ok, Reply} = gen:call(Manager, self(), Request, infinity),
    Reply.

%% Sends a request to one handler, whose response is fetched later; meanwhile the caller may do something else.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   Id = gen_event:send_request(P, tape, events), gen_event:receive_response(Id, 1000).
%% {reply,[]}
-spec send_request(emgr_ref(), handler(), term()) -> request_id().
send_request(Manager, Handler, Request) -> gen:send_request(Manager, self(), {call, Handler, Request}).

%% Sends a request to one handler and adds it to a collection, under a label that comes with the response.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   gen_event:reqids_size(gen_event:send_request(P, tape, events, first, gen_event:reqids_new())).
%% 1
-spec send_request(emgr_ref(), handler(), term(), term(), request_id_collection()) -> request_id_collection().
send_request(Manager, Handler, Request, Label, Requests) ->
    gen:send_request(Manager, self(), {call, Handler, Request}, Label, Requests).

%% Waits for a response so many milliseconds; `timeout` leaves the request open, so that it can be asked for again.
%% `{error, {Reason, Server}}` when the manager is not there or ends without an answer.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   gen_event:wait_response(gen_event:send_request(P, tape, events), 1000).
%% {reply,[]}
%% > gen_event:wait_response(gen_event:send_request(nobody, tape, events), 1000).
%% {error,{noproc,nobody}}
-spec wait_response(request_id(), response_timeout()) -> response() | timeout.
wait_response(Id, Timeout) -> unwrapped(gen:wait_response(Id, Timeout)).

%% Waits for a response to any request of a collection: it comes with its label and the collection, from which the
%% request is taken out if the last argument is true. `no_request` when the collection is empty.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   Rs = gen_event:send_request(P, tape, events, a, gen_event:reqids_new()),
%%   {Response, Label, Left} = gen_event:wait_response(Rs, 1000, true),
%%   {Response, Label, gen_event:reqids_size(Left)}.
%% {{reply,[]},a,0}
-spec wait_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
wait_response(Requests, Timeout, Delete) -> unwrapped(gen:wait_response(Requests, Timeout, Delete)).

%% Waits for a response so many milliseconds; after `timeout` the request is given up, and a late answer is dropped.
%% `{error, {Reason, Server}}` when the manager is not there or ends without an answer.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   gen_event:receive_response(gen_event:send_request(P, tape, events), 1000).
%% {reply,[]}
-spec receive_response(request_id(), response_timeout()) -> response() | timeout.
receive_response(Id, Timeout) -> unwrapped(gen:receive_response(Id, Timeout)).

%% Waits for a response to any request of a collection as wait_response/3 does; after `timeout` all of them are given
%% up.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   Rs = gen_event:send_request(P, tape, events, a, gen_event:reqids_new()),
%%   element(1, gen_event:receive_response(Rs, 1000, true)).
%% {reply,[]}
%% > gen_event:receive_response(gen_event:reqids_new(), 1000, true).
%% no_request
-spec receive_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
receive_response(Requests, Timeout, Delete) -> unwrapped(gen:receive_response(Requests, Timeout, Delete)).

%% Says whether a message that the caller received is the response to a request; `no_reply` when it is another message.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   Id = gen_event:send_request(P, tape, events), receive M -> gen_event:check_response(M, Id) end.
%% {reply,[]}
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   gen_event:check_response(hello, gen_event:send_request(P, tape, events)).
%% no_reply
-spec check_response(term(), request_id()) -> response() | no_reply.
check_response(Message, Id) -> unwrapped(gen:check_response(Message, Id)).

%% Says whether a message is the response to a request of a collection; the rest is as in wait_response/3.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   Rs = gen_event:send_request(P, tape, events, a, gen_event:reqids_new()),
%%   receive M -> element(2, gen_event:check_response(M, Rs, true)) end.
%% a
%% > gen_event:check_response(hello, gen_event:reqids_new(), true).
%% no_request
-spec check_response(term(), request_id_collection(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | no_reply.
check_response(Message, Requests, Delete) -> unwrapped(gen:check_response(Message, Requests, Delete)).

%% An answer that is an error is not marked as a reply.
unwrapped({reply, {error, _} = Error}) -> Error;
unwrapped({{reply, {error, _} = Error}, Label, Requests}) -> {Error, Label, Requests};
unwrapped(Response) -> Response.

%% An empty collection of requests.
%% > gen_event:reqids_to_list(gen_event:reqids_new()).
%% []
-spec reqids_new() -> request_id_collection().
reqids_new() -> gen:reqids_new().

%% How many requests a collection has.
%% > gen_event:reqids_size(gen_event:reqids_new()).
%% 0
-spec reqids_size(request_id_collection()) -> non_neg_integer().
reqids_size(Requests) -> gen:reqids_size(Requests).

%% A collection with one more request, under a label. Fails with badarg when the request is in the collection.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   Id = gen_event:send_request(P, tape, events),
%%   gen_event:reqids_size(gen_event:reqids_add(Id, a, gen_event:reqids_new())).
%% 1
-spec reqids_add(request_id(), term(), request_id_collection()) -> request_id_collection().
reqids_add(Id, Label, Requests) -> gen:reqids_add(Id, Label, Requests).

%% The requests of a collection with their labels.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   Rs = gen_event:send_request(P, tape, events, a, gen_event:reqids_new()),
%%   [{_, Label}] = gen_event:reqids_to_list(Rs), Label.
%% a
-spec reqids_to_list(request_id_collection()) -> [{request_id(), term()}].
reqids_to_list(Requests) -> gen:reqids_to_list(Requests).

%%% The manager

%% Enters the manager's loop; `gen` calls it in the new process.
%% > Args = [self(), self(), self(), tape, [], []], {ok, P} = proc_lib:start_link(gen_event, init_it, Args),
%%   gen_event:which_handlers(P).
%% []
-spec init_it(pid(), pid() | self, emgr_name() | pid(), term(), term(), [option()]) -> no_return().
init_it(Starter, self, Name, Module, Args, Options) -> init_it(Starter, self(), Name, Module, Args, Options);
init_it(Starter, Parent, FullName, _, _, Options) ->
    process_flag(trap_exit, true),
    Name = gen:name(FullName),
    Debug = gen:debug_options(Name, Options),
    proc_lib:init_ack(Starter, {ok, self()}),
    loop(Parent, Name, [], gen:hibernate_after(Options), Debug, false).

loop(Parent, Name, Handlers, HibernateAfter, Debug, true) ->
    proc_lib:hibernate(?MODULE, wake_hib, [Parent, Name, Handlers, HibernateAfter, Debug]);
loop(Parent, Name, Handlers, HibernateAfter, Debug, false) ->
    receive
        Message -> received(Message, Parent, Name, Handlers, HibernateAfter, Debug, false)
    after HibernateAfter -> loop(Parent, Name, Handlers, HibernateAfter, Debug, true)
    end.

%% Where a manager goes on that was woken up. Nobody calls it but hibernation.
%% > {ok, P} = gen_event:start_link([{hibernate_after, 0}]), gen_event:which_handlers(P).
%% []
-spec wake_hib(pid(), term(), [#handler{}], timeout(), [sys:dbg_opt()]) -> no_return().
wake_hib(Parent, Name, Handlers, HibernateAfter, Debug) ->
    receive
        Message -> received(Message, Parent, Name, Handlers, HibernateAfter, Debug, true)
    end.

received({system, From, Request}, Parent, Name, Handlers, HibernateAfter, Debug, Hibernate) ->
    sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, [Name, Handlers, HibernateAfter, Hibernate],
                          Hibernate);
received({'EXIT', Parent, Reason}, Parent, Name, Handlers, _, _, _) -> terminate(Reason, Parent, Handlers, Name);
received(Message, Parent, Name, Handlers, HibernateAfter, Debug, _) ->
    Told = case Debug of
               [] -> [];
               _ -> sys:handle_debug(Debug, fun print_event/3, Name, {in, Message})
           end,
    {Hibernate, Next} = handle(Message, Handlers, Name),
    loop(Parent, Name, Next, HibernateAfter, Told, Hibernate).

%% What is done about a message: whether to hibernate, and the handlers afterwards.
handle({notify, Event}, Handlers, Name) -> erlet_handlers:tell(Event, handle_event, Handlers, Name);
handle({'EXIT', From, Reason}, Handlers, Name) ->
    Left = erlet_handlers:owner_died(From, Reason, Handlers, Name),
    erlet_handlers:tell({'EXIT', From, Reason}, handle_info, Left, Name);
handle({Label, {_, _} = From, Request} = Message, Handlers, Name) when is_pid(Label) ->
    case request(Request, Handlers, Name) of
        {Reply, Hibernate, Next} ->
            gen:reply(From, Reply),
            {Hibernate, Next};
        unknown -> erlet_handlers:tell(Message, handle_info, Handlers, Name)
    end;
handle(Message, Handlers, Name) -> erlet_handlers:tell(Message, handle_info, Handlers, Name).

request({sync_notify, Event}, Handlers, Name) ->
    {Hibernate, Next} = erlet_handlers:tell(Event, handle_event, Handlers, Name),
    {ok, Hibernate, Next};
request({call, Handler, Request}, Handlers, Name) -> erlet_handlers:call(Handler, Request, Handlers, Name);
request({add_handler, Handler, Args}, Handlers, _) -> erlet_handlers:add(Handler, Args, Handlers, false);
request({add_sup_handler, Handler, Args, Owner}, Handlers, _) -> erlet_handlers:add(Handler, Args, Handlers, Owner);
request({delete_handler, Handler, Args}, Handlers, Name) ->
    {Reply, Next} = erlet_handlers:delete(Handler, Args, Handlers, Name),
    {Reply, false, Next};
request({swap_handler, Old, OldArgs, New, NewArgs}, Handlers, Name) ->
    erlet_handlers:swap(Old, OldArgs, New, NewArgs, Handlers, Name, keep);
request({swap_sup_handler, Old, OldArgs, New, NewArgs, Owner}, Handlers, Name) ->
    erlet_handlers:swap(Old, OldArgs, New, NewArgs, Handlers, Name, Owner);
request(which_handlers, Handlers, _) -> {[erlet_handlers:shown(Handler) || Handler <- Handlers], false, Handlers};
request(_, _, _) -> unknown.

terminate(Reason, Parent, Handlers, Name) ->
    erlet_handlers:stop_all(Parent, Handlers, Name),
    exit(Reason).

%%% System messages

%% For `sys`: the process goes on with its loop.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P), sys:resume(P), gen_event:which_handlers(P).
%% []
-spec system_continue(pid(), [sys:dbg_opt()], term()) -> no_return().
system_continue(Parent, Debug, [Name, Handlers, HibernateAfter, Hibernate]) ->
    loop(Parent, Name, Handlers, HibernateAfter, Debug, Hibernate).

%% For `sys`: the process ends for a reason.
%% > {ok, {P, M}} = gen_event:start_monitor(), sys:terminate(P, done), receive {'DOWN', M, _, _, Why} -> Why end.
%% done
-spec system_terminate(term(), pid(), [sys:dbg_opt()], term()) -> no_return().
system_terminate(Reason, Parent, _, [Name, Handlers, _, _]) -> terminate(Reason, Parent, Handlers, Name).

%% For `sys`: the state as the new version of the callback module wants it.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P), sys:change_code(P, tape, v1, extra).
%% ok
-spec system_code_change(term(), module(), term(), term()) -> {ok, term()}.
system_code_change([Name, Handlers, HibernateAfter, Hibernate], Module, OldVsn, Extra) ->
    New = [case Handler of
               #handler{module = Module, state = State} ->
                   {ok, Changed} = Module:code_change(OldVsn, State, Extra),
                   Handler#handler{state = Changed};
               _ -> Handler
           end || Handler <- Handlers],
    {ok, [Name, New, HibernateAfter, Hibernate]}.

%% For `sys`: the state.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []), sys:get_state(P).
%% [{tape,false,[]}]
-spec system_get_state(term()) -> {ok, [{module(), term(), term()}]}.
system_get_state([_, Handlers, _, _]) ->
    {ok, [{Module, Id, State} || #handler{module = Module, id = Id, state = State} <- Handlers]}.

%% For `sys`: the handlers' states after a function was applied to each `{Module, Id, State}`. A handler keeps its
%% state when the function fails or changes its module or identity.
%% > {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, tape, []),
%%   sys:replace_state(P, fun({tape, false, []}) -> {tape, false, [x]} end), gen_event:call(P, tape, events).
%% [x]
-spec system_replace_state(fun((term()) -> term()), term()) -> {ok, term(), term()}.
system_replace_state(Fun, [Name, Handlers, HibernateAfter, Hibernate]) ->
    Changed = [try
                   {Module, Id, New} = Fun({Module, Id, State}),
                   {{Module, Id, New}, Handler#handler{state = New}}
               catch
                   _:_ -> {{Module, Id, State}, Handler}
               end || #handler{module = Module, id = Id, state = State} = Handler <- Handlers],
    {States, New} = lists:unzip(Changed),
    {ok, States, [Name, New, HibernateAfter, Hibernate]}.

%% What `sys:get_status` shows of a manager.
%% > {ok, P} = gen_event:start_link(), {status, _, _, [_, running, _, _, Shown]} = sys:get_status(P),
%%   lists:last(Shown).
%% {items,{"Installed handlers",[]}}
-spec format_status(normal | terminate, [term()]) -> [tuple()].
format_status(Option, [Dictionary, SystemState, Parent, Debug, [Name, Handlers, _, _]]) ->
    Shown = [shown_state(Option, Dictionary, Handler) || Handler <- Handlers],
    [{header, gen:format_status_header("Status for event handler", Name)},
     {data, [{"Status", SystemState}, {"Logged Events", sys:get_log(Debug)}, {"Parent", Parent}]},
     {items, {"Installed handlers", Shown}}].

shown_state(Option, Dictionary, #handler{module = Module, state = State} = Handler) ->
    case gen:format_status(Module, Option, #{state => State}, [Dictionary, State]) of
        #{'EXIT' := Failure} -> Handler#handler{state = Failure};
        #{'$status' := Shown} -> Handler#handler{state = Shown};
        #{state := Shown} -> Handler#handler{state = Shown}
    end.

print_event(Device, {in, {Label, _, {call, Handler, Request}}}, Name) when is_pid(Label) ->
    io:format(Device, "*DBG* ~tp(~tp) got call ~tp~n", [Name, Handler, Request]);
print_event(Device, {in, {notify, Event}}, Name) -> io:format(Device, "*DBG* ~tp got event ~tp~n", [Name, Event]);
print_event(Device, {in, Message}, Name) -> io:format(Device, "*DBG* ~tp got ~tp~n", [Name, Message]);
print_event(Device, Event, Name) -> io:format(Device, "*DBG* ~tp dbg  ~tp~n", [Name, Event]).

%% The text of a report that a manager logs, for error_logger: a format and its arguments.
%% > {Format, Terms} = gen_event:format_log(#{label => {gen_event, no_handle_info}, module => tape,
%%   message => hello}), lists:flatten(io_lib:format(Format, Terms)).
%% "** Undefined handle_info in tape\n** Unhandled message: hello\n"
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report that a manager logs, for logger. The map may have `depth`, `chars_limit` and `single_line`.
%% > lists:flatten(gen_event:format_log(#{label => {gen_event, no_handle_info}, module => tape, message => hello},
%%   #{single_line => true})).
%% "Undefined handle_info in tape. Unhandled message: hello."
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
