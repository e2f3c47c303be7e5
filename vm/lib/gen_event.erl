%%% Event managers: a process that tells every event to its handlers.
%%%
%%% The messages are `{notify, Event}` and calls of `gen`, whose label is the caller's pid. Events meet the handlers in
%%% the order of the list: the one added last comes first.
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

-spec start() -> started().
start() -> gen:start(?MODULE, nolink, ?NO_CALLBACK, [], []).

-spec start(emgr_name() | [option()]) -> started().
start(Name) when is_tuple(Name) -> gen:start(?MODULE, nolink, Name, ?NO_CALLBACK, [], []);
start(Options) when is_list(Options) -> gen:start(?MODULE, nolink, ?NO_CALLBACK, [], Options);
start(Other) -> error(badarg, [Other]).

%% Starts a named manager.
-spec start(emgr_name(), [option()]) -> started().
start(Name, Options) when is_tuple(Name), is_list(Options) ->
    gen:start(?MODULE, nolink, Name, ?NO_CALLBACK, [], Options);
start(Name, Options) -> error(badarg, [Name, Options]).

-spec start_link() -> started().
start_link() -> gen:start(?MODULE, link, ?NO_CALLBACK, [], []).

-spec start_link(emgr_name() | [option()]) -> started().
start_link(Name) when is_tuple(Name) -> gen:start(?MODULE, link, Name, ?NO_CALLBACK, [], []);
start_link(Options) when is_list(Options) -> gen:start(?MODULE, link, ?NO_CALLBACK, [], Options);
start_link(Other) -> error(badarg, [Other]).

%% Starts a named manager that is linked to the caller.
-spec start_link(emgr_name(), [option()]) -> started().
start_link(Name, Options) when is_tuple(Name), is_list(Options) ->
    gen:start(?MODULE, link, Name, ?NO_CALLBACK, [], Options);
start_link(Name, Options) -> error(badarg, [Name, Options]).

-spec start_monitor() -> monitored().
start_monitor() -> gen:start(?MODULE, monitor, ?NO_CALLBACK, [], []).

-spec start_monitor(emgr_name() | [option()]) -> monitored().
start_monitor(Name) when is_tuple(Name) -> gen:start(?MODULE, monitor, Name, ?NO_CALLBACK, [], []);
start_monitor(Options) when is_list(Options) -> gen:start(?MODULE, monitor, ?NO_CALLBACK, [], Options);
start_monitor(Other) -> error(badarg, [Other]).

%% Starts a named manager that the caller monitors.
-spec start_monitor(emgr_name(), [option()]) -> monitored().
start_monitor(Name, Options) when is_tuple(Name), is_list(Options) ->
    gen:start(?MODULE, monitor, Name, ?NO_CALLBACK, [], Options);
start_monitor(Name, Options) -> error(badarg, [Name, Options]).

-spec stop(emgr_ref()) -> ok.
stop(Manager) -> gen:stop(Manager).

%% Ends a manager and waits until it is gone.
-spec stop(emgr_ref(), term(), timeout()) -> ok.
stop(Manager, Reason, Timeout) -> gen:stop(Manager, Reason, Timeout).

%%% Speaking to a manager

%% Tells an event; whether the manager is there makes no difference.
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

%% Tells an event, and returns when all handlers have had it.
-spec sync_notify(emgr_ref(), term()) -> ok.
sync_notify(Manager, Event) -> ask(Manager, {sync_notify, Event}).

%% Adds a handler; its `init/1` gets the argument.
-spec add_handler(emgr_ref(), handler(), term()) -> add_handler_ret().
add_handler(Manager, Handler, Args) -> ask(Manager, {add_handler, Handler, Args}).

%% Adds a handler and links to the manager: the handler goes when the caller dies, and the caller is told by
%% `{gen_event_EXIT, Handler, Reason}` when the handler goes.
-spec add_sup_handler(emgr_ref(), handler(), term()) -> add_handler_ret().
add_sup_handler(Manager, Handler, Args) -> ask(Manager, {add_sup_handler, Handler, Args, self()}).

%% What the handler's `terminate/2` returns.
-spec delete_handler(emgr_ref(), handler(), term()) -> del_handler_ret().
delete_handler(Manager, Handler, Args) -> ask(Manager, {delete_handler, Handler, Args}).

%% Replaces a handler; the new one's `init/1` gets what the old one's `terminate/2` returned.
-spec swap_handler(emgr_ref(), {handler(), term()}, {handler(), term()}) -> ok | {error, term()}.
swap_handler(Manager, {Old, OldArgs}, {New, NewArgs}) ->
    ask(Manager, {swap_handler, Old, OldArgs, New, NewArgs}).

%% Replaces a handler by one that ends with the caller.
-spec swap_sup_handler(emgr_ref(), {handler(), term()}, {handler(), term()}) -> ok | {error, term()}.
swap_sup_handler(Manager, {Old, OldArgs}, {New, NewArgs}) ->
    ask(Manager, {swap_sup_handler, Old, OldArgs, New, NewArgs, self()}).

%% The handlers of a manager.
-spec which_handlers(emgr_ref()) -> [handler()].
which_handlers(Manager) -> ask(Manager, which_handlers).

%% Asks one handler.
-spec call(emgr_ref(), handler(), term()) -> term() | {error, bad_module | {'EXIT', term()} | term()}.
call(Manager, Handler, Request) ->
    try gen:call(Manager, self(), {call, Handler, Request}) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Manager, Handler, Request]}})
    end.

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

%% Sends a request whose response is fetched later; with a label and a collection, adds it to that.
-spec send_request(emgr_ref(), handler(), term()) -> request_id().
send_request(Manager, Handler, Request) -> gen:send_request(Manager, self(), {call, Handler, Request}).

-spec send_request(emgr_ref(), handler(), term(), term(), request_id_collection()) -> request_id_collection().
send_request(Manager, Handler, Request, Label, Requests) ->
    gen:send_request(Manager, self(), {call, Handler, Request}, Label, Requests).

%% Waits for a response as receive_response does; a request that got none in time stays.
-spec wait_response(request_id(), response_timeout()) -> response() | timeout.
wait_response(Id, Timeout) -> gen:wait_response(Id, Timeout).

-spec wait_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
wait_response(Requests, Timeout, Delete) -> gen:wait_response(Requests, Timeout, Delete).

%% Waits for the response to a request, or to any of a collection; afterwards it is given up.
-spec receive_response(request_id(), response_timeout()) -> response() | timeout.
receive_response(Id, Timeout) -> gen:receive_response(Id, Timeout).

-spec receive_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
receive_response(Requests, Timeout, Delete) -> gen:receive_response(Requests, Timeout, Delete).

%% Says whether a message is the response to a request, or to one of a collection.
-spec check_response(term(), request_id()) -> response() | no_reply.
check_response(Message, Id) -> gen:check_response(Message, Id).

-spec check_response(term(), request_id_collection(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | no_reply.
check_response(Message, Requests, Delete) -> gen:check_response(Message, Requests, Delete).

%% An empty collection of requests.
-spec reqids_new() -> request_id_collection().
reqids_new() -> gen:reqids_new().

%% How many requests a collection has.
-spec reqids_size(request_id_collection()) -> non_neg_integer().
reqids_size(Requests) -> gen:reqids_size(Requests).

%% A collection with one more request, under a label.
-spec reqids_add(request_id(), term(), request_id_collection()) -> request_id_collection().
reqids_add(Id, Label, Requests) -> gen:reqids_add(Id, Label, Requests).

%% The requests of a collection with their labels.
-spec reqids_to_list(request_id_collection()) -> [{request_id(), term()}].
reqids_to_list(Requests) -> gen:reqids_to_list(Requests).

%%% The manager

%% Enters the manager's loop; `gen` calls it in the new process.
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

%% Where a manager goes on that was woken up.
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
    erlet_handlers:stop_all(Reason, Parent, Handlers, Name),
    exit(Reason).

%%% System messages

%% For `sys`: the process goes on with its loop.
-spec system_continue(pid(), [sys:dbg_opt()], term()) -> no_return().
system_continue(Parent, Debug, [Name, Handlers, HibernateAfter, Hibernate]) ->
    loop(Parent, Name, Handlers, HibernateAfter, Debug, Hibernate).

%% For `sys`: the process ends for a reason.
-spec system_terminate(term(), pid(), [sys:dbg_opt()], term()) -> no_return().
system_terminate(Reason, Parent, _, [Name, Handlers, _, _]) -> terminate(Reason, Parent, Handlers, Name).

%% For `sys`: the state as the new version of the callback module wants it.
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
-spec system_get_state(term()) -> {ok, [{module(), term(), term()}]}.
system_get_state([_, Handlers, _, _]) ->
    {ok, [{Module, Id, State} || #handler{module = Module, id = Id, state = State} <- Handlers]}.

%% A handler keeps its state when the function fails or changes its module or identity.
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

%% The text of a report, for error_logger.
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report, for logger.
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
