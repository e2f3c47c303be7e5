%%% State machines: a process whose state decides what its events mean.
%%%
%%% The messages are those of `gen_server`; timers send `{timeout, Timer, Type}`. An event meets the callback for the
%%% state; what that returns becomes a step: the next state and data, and what its actions want done. Then come, in
%%% this order: the call that enters a new state, timers, the postponed events again (after a change of state), the
%%% inserted events before them. A time-out of zero comes when no other event is queued.
%%%
%%% The examples are of this gate, which lets one through for a coin:
%%%
%%%     -module(gate).
%%%     -export([callback_mode/0, init/1, closed/3, open/3]).
%%%     callback_mode() -> state_functions.
%%%     init(Coins) when is_integer(Coins) -> {ok, closed, Coins};
%%%     init(Other) -> {stop, {no_number, Other}}.
%%%     closed(cast, coin, Coins) -> {next_state, open, Coins + 1};
%%%     closed({call, From}, push, _) -> {keep_state_and_data, {reply, From, stop}}.
%%%     open({call, From}, push, Coins) -> {next_state, closed, Coins, {reply, From, {go, Coins}}}.
-module(gen_statem).

-export([start/3, start/4, start_link/3, start_link/4, start_monitor/3, start_monitor/4, stop/1, stop/3]).
-export([call/2, call/3, cast/2, reply/1, reply/2, send_request/2, send_request/4]).
-export([wait_response/1, wait_response/2, wait_response/3]).
-export([receive_response/1, receive_response/2, receive_response/3, check_response/2, check_response/3]).
-export([reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([enter_loop/4, enter_loop/5, enter_loop/6, init_it/6, wakeup_from_hibernate/3]).
-export([system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2]).
-export([format_status/2, format_log/1, format_log/2]).
%% For erlet_statem.
-export([mode_of/1]).

-include("logger.hrl").
-include("gen_statem.hrl").

-export_type([event_type/0, from/0, reply_action/0, callback_mode_result/0, state_enter_result/1, state_enter_result/2,
              event_handler_result/1, event_handler_result/2, init_result/1, init_result/2, action/0, enter_action/0,
              request_id/0, request_id_collection/0, server_name/0, server_ref/0, state_name/0, state/0, data/0]).

-type server_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type server_ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type from() :: {pid(), term()}.
-type state_name() :: atom().
-type state() :: state_name() | term().
-type data() :: term().
-type event_type() :: {call, from()} | cast | info | internal | timeout | {timeout, term()} | state_timeout.
-type callback_mode_result() :: state_functions | handle_event_function
                              | [state_functions | handle_event_function | state_enter].
-type reply_action() :: {reply, from(), term()}.
-type enter_action() :: hibernate | {hibernate, boolean()} | timeout() | tuple() | reply_action().
-type action() :: postpone | {postpone, boolean()} | {next_event, event_type(), term()} | pop_callback_module
                | {change_callback_module | push_callback_module, module()} | enter_action().
-type init_result(State) :: init_result(State, term()).
-type init_result(State, Data) :: {ok, State, Data} | {ok, State, Data, [action()] | action()} | ignore
                                | {stop, term()}.
-type state_enter_result(State) :: state_enter_result(State, term()).
-type state_enter_result(State, Data) :: {next_state, State, Data} | {next_state, State, Data, [enter_action()]}
                                       | keep_state_and_data | tuple().
-type event_handler_result(State) :: event_handler_result(State, term()).
-type event_handler_result(State, Data) :: {next_state, State, Data} | {next_state, State, Data, [action()]}
                                         | keep_state_and_data | tuple().
-type option() :: {timeout, timeout()} | {debug, [term()]} | {spawn_opt, [term()]} | {hibernate_after, timeout()}.
-type started() :: {ok, pid()} | ignore | {error, term()}.
-type request_id() :: reference().
-type request_id_collection() :: gen:request_id_collection().
-type response() :: {reply, term()} | {error, {term(), server_ref()}}.
-type response_timeout() :: timeout() | {abs, integer()}.

%% Called in the new process. `{ok, State, Data}` is where the machine begins, with a list of actions as a fourth element
%% where wanted; `{stop, Reason}` and `ignore` as in gen_server.
-callback init(Args :: term()) -> init_result(state()).
%% `state_functions`: an event of the state `open` is met by `open(Type, Event, Data)`; `handle_event_function`: every event
%% by handle_event/4. In a list with `state_enter`, entering a state is an event of type `enter`.
-callback callback_mode() -> callback_mode_result().
%% Meets an event in the mode `handle_event_function`. `{next_state, State, Data}`, `{keep_state, Data}`,
%% `keep_state_and_data`, `{stop, Reason}`, `{stop, Reason, Data}`, `{stop_and_reply, Reason, Replies}`; the first three may
%% have actions behind: `{reply, From, Reply}`, `postpone`, `{state_timeout, Time, Event}`, `{next_event, Type, Event}` …
%% A function of a state in the mode `state_functions` returns the same.
-callback handle_event(enter | event_type(), term(), state(), data()) -> event_handler_result(state()).
%% Called before the machine ends; what it returns does not matter.
-callback terminate(Reason :: term(), state(), data()) -> term().
%% Makes state and data fit a new version of the module: `{ok, State, Data}`; anything else keeps the old code.
-callback code_change(OldVsn :: term(), state(), data(), Extra :: term()) -> {ok, state(), data()} | term().
%% What is shown of the state and the data in `sys:get_status` and crash reports; format_status/1 replaces it.
-callback format_status(normal | terminate, [term()]) -> term().
%% Returns the map with what shall not be shown, in `sys:get_status` and crash reports, taken out or made short.
-callback format_status(map()) -> map().
-optional_callbacks([handle_event/4, terminate/3, code_change/4, format_status/1, format_status/2]).

%%% Starting

%% Starts a state machine without a name and waits for its init/1, which gets the second argument; gives what init/1
%% decides. Options are `{timeout, Milliseconds}` (how long init/1 may take, else `{error, timeout}`),
%% `{hibernate_after, Milliseconds}`, `{spawn_opt, Options}` and `{debug, Options}`. `{error, {Reason, Stack}}` when
%% init/1 fails.
%% > {ok, P} = gen_statem:start(gate, 5, []), {gen_statem:call(P, push), gen_statem:stop(P)}.
%% {stop,ok}
%% > gen_statem:start(gate, five, []).
%% {error,{no_number,five}}
-spec start(module(), term(), [option()]) -> started().
start(Module, Args, Options) -> gen:start(?MODULE, nolink, Module, Args, Options).

%% Starts a named server. `{error, {already_started, Pid}}` when the name is taken; fails with function_clause for a
%% name of another shape than `{local, Atom}`, `{global, Term}` or `{via, Module, Term}`.
%% > {ok, _} = gen_statem:start({local, gate}, gate, 5, []), {gen_statem:call(gate, push), gen_statem:stop(gate)}.
%% {stop,ok}
%% > gen_statem:start(gate, gate, 5, []).
%% ** error:function_clause
-spec start(server_name(), module(), term(), [option()]) -> started().
start(Name, Module, Args, Options) -> gen:start(?MODULE, nolink, Name, Module, Args, Options).

%% Starts a state machine that is linked to the caller, as in a supervisor's tree; else as start/3. When init/1 fails,
%% the caller gets the exit signal, too.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), gen_statem:call(P, push).
%% stop
%% > process_flag(trap_exit, true), gen_statem:start_link(gate, five, []).
%% {error,{no_number,five}}
-spec start_link(module(), term(), [option()]) -> started().
start_link(Module, Args, Options) -> gen:start(?MODULE, link, Module, Args, Options).

%% Starts a named server that is linked to the caller; else as start/4.
%% > {ok, P} = gen_statem:start_link({local, gate}, gate, 5, []),
%%   {error, {_, Q}} = gen_statem:start_link({local, gate}, gate, 6, []), P =:= Q.
%% true
-spec start_link(server_name(), module(), term(), [option()]) -> started().
start_link(Name, Module, Args, Options) -> gen:start(?MODULE, link, Name, Module, Args, Options).

%% Starts a state machine that the caller monitors; a `'DOWN'` message tells of its end. When it does not start, there
%% is no monitor either.
%% > {ok, {P, M}} = gen_statem:start_monitor(gate, 5, []), gen_statem:stop(P),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% normal
-spec start_monitor(module(), term(), [option()]) -> {ok, {pid(), reference()}} | ignore | {error, term()}.
start_monitor(Module, Args, Options) -> gen:start(?MODULE, monitor, Module, Args, Options).

%% Starts a named server that the caller monitors; else as start_monitor/3.
%% > {ok, {_, M}} = gen_statem:start_monitor({local, gate}, gate, 5, []), gen_statem:stop(gate),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% normal
-spec start_monitor(server_name(), module(), term(), [option()]) ->
    {ok, {pid(), reference()}} | ignore | {error, term()}.
start_monitor(Name, Module, Args, Options) -> gen:start(?MODULE, monitor, Name, Module, Args, Options).

%% Ends a state machine with the reason `normal` and waits until it is gone; its terminate/2 is called before. Exits
%% with `noproc` when there is no such machine.
%% > {ok, P} = gen_statem:start(gate, 5, []), {gen_statem:stop(P), is_process_alive(P)}.
%% {ok,false}
%% > gen_statem:stop(nobody).
%% ** exit:noproc
-spec stop(server_ref()) -> ok.
stop(Server) -> gen:stop(Server).

%% Ends a state machine with a reason and waits until it is gone, at most so many milliseconds: then the caller exits
%% with `timeout`. It exits also when the machine ends with another reason.
%% > {ok, {P, M}} = gen_statem:start_monitor(gate, 5, []), gen_statem:stop(P, shutdown, 1000),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% shutdown
-spec stop(server_ref(), term(), timeout()) -> ok.
stop(Server, Reason, Timeout) -> gen:stop(Server, Reason, Timeout).

%%% Speaking to a state machine

%% Sends a request, an event of type `{call, From}`, and waits without end for the answer. Exits with `{Reason,
%% {gen_statem, call, Arguments}}` when the machine is not there (`noproc`) or ends.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), A = gen_statem:call(P, push), gen_statem:cast(P, coin),
%%   [A, gen_statem:call(P, push)].
%% [stop,{go,6}]
%% > gen_statem:call(nobody, push).
%% ** exit:{noproc,{gen_statem,call,[nobody,push,infinity]}}
-spec call(server_ref(), term()) -> term().
call(Server, Request) -> call(Server, Request, infinity).

%% Sends a request and waits for the answer so many milliseconds; exits with `timeout` when they are over, else as
%% call/2. `{clean_timeout, Time}` and `{dirty_timeout, Time}` mean the same here, since no answer comes late.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), gen_statem:call(P, push, 1000).
%% stop
-spec call(server_ref(), term(), timeout() | {clean_timeout | dirty_timeout, timeout()}) -> term().
call(Server, Request, {Kind, Timeout} = Given) when Kind =:= clean_timeout; Kind =:= dirty_timeout ->
    call(Server, Request, Timeout, Given);
call(Server, Request, Timeout) -> call(Server, Request, Timeout, Timeout).

call(Server, Request, Timeout, Given) ->
    try gen:call(Server, '$gen_call', Request, Timeout) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Server, Request, Given]}})
    end.

%% Sends an event of type `cast` and does not wait. Always `ok`: whether the machine is there makes no difference.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), gen_statem:cast(P, coin), gen_statem:call(P, push).
%% {go,6}
-spec cast(server_ref(), term()) -> ok.
cast(Server, Event) -> gen_server:cast(Server, Event).

%% Answers calls from elsewhere than a callback's result: one `{reply, From, Reply}`, or a list of them. From is what
%% came with the event.
%% > Ask = fun(P) -> spawn_link(fun() -> gen_statem:call(P, hello) end) end, Ask(self()),
%%   receive {_, From, hello} -> gen_statem:reply([{reply, From, hi}]) end.
%% ok
-spec reply(reply_action() | [reply_action()]) -> ok.
reply({reply, From, Reply}) -> reply(From, Reply);
reply(Replies) when is_list(Replies) -> lists:foreach(fun({reply, From, Reply}) -> reply(From, Reply) end, Replies).

%% Answers a call from elsewhere than a callback's result; From is what came with the event.
%% > Ask = fun(P) -> spawn_link(fun() -> gen_statem:call(P, hello) end) end, Ask(self()),
%%   receive {_, From, hello} -> gen_statem:reply(From, hi) end.
%% ok
-spec reply(from(), term()) -> ok.
reply(From, Reply) -> gen:reply(From, Reply).

%% Sends a request whose response is fetched later, by receive_response/2, wait_response/2 or check_response/2.
%% Meanwhile the caller may do something else, or ask other machines.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), Id = gen_statem:send_request(P, push),
%%   gen_statem:receive_response(Id, 1000).
%% {reply,stop}
-spec send_request(server_ref(), term()) -> request_id().
send_request(Server, Request) -> gen:send_request(Server, '$gen_call', Request).

%% Sends a request and adds it to a collection, under a label that comes with the response.
%% > {ok, P} = gen_statem:start_link(gate, 5, []),
%%   gen_statem:reqids_size(gen_statem:send_request(P, push, first, gen_statem:reqids_new())).
%% 1
-spec send_request(server_ref(), term(), term(), request_id_collection()) -> request_id_collection().
send_request(Server, Request, Label, Requests) ->
    gen:send_request(Server, '$gen_call', Request, Label, Requests).

%% Waits without end for the response to a request; else as wait_response/2.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), gen_statem:wait_response(gen_statem:send_request(P, push)).
%% {reply,stop}
-spec wait_response(request_id()) -> response().
wait_response(Id) -> gen:wait_response(Id, infinity).

%% Waits without end for the response to a request; else as receive_response/2.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), gen_statem:receive_response(gen_statem:send_request(P, push)).
%% {reply,stop}
%% > gen_statem:receive_response(gen_statem:send_request(nobody, push)).
%% {error,{noproc,nobody}}
-spec receive_response(request_id()) -> response().
receive_response(Id) -> gen:receive_response(Id, infinity).

%% Waits for a response so many milliseconds; `timeout` leaves the request open, so that it can be asked for again.
%% `{error, {Reason, Server}}` when the machine is not there or ends without an answer.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), gen_statem:wait_response(gen_statem:send_request(P, push), 1000).
%% {reply,stop}
%% > gen_statem:wait_response(gen_statem:send_request(nobody, push), 1000).
%% {error,{noproc,nobody}}
-spec wait_response(request_id(), response_timeout()) -> response() | timeout.
wait_response(Id, Timeout) -> gen:wait_response(Id, Timeout).

%% Waits for a response to any request of a collection: it comes with its label and the collection, from which the
%% request is taken out if the last argument is true. `no_request` when the collection is empty.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), Rs = gen_statem:send_request(P, push, a, gen_statem:reqids_new()),
%%   {Response, Label, Left} = gen_statem:wait_response(Rs, 1000, true),
%%   {Response, Label, gen_statem:reqids_size(Left)}.
%% {{reply,stop},a,0}
-spec wait_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
wait_response(Requests, Timeout, Delete) -> gen:wait_response(Requests, Timeout, Delete).

%% Waits for a response so many milliseconds; after `timeout` the request is given up, and a late answer is dropped.
%% `{error, {Reason, Server}}` when the machine is not there or ends without an answer.
%% > {ok, P} = gen_statem:start_link(gate, 5, []),
%%   gen_statem:receive_response(gen_statem:send_request(P, push), 1000).
%% {reply,stop}
-spec receive_response(request_id(), response_timeout()) -> response() | timeout.
receive_response(Id, Timeout) -> gen:receive_response(Id, Timeout).

%% Waits for a response to any request of a collection as wait_response/3 does; after `timeout` all of them are given
%% up.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), Rs = gen_statem:send_request(P, push, a, gen_statem:reqids_new()),
%%   element(1, gen_statem:receive_response(Rs, 1000, true)).
%% {reply,stop}
%% > gen_statem:receive_response(gen_statem:reqids_new(), 1000, true).
%% no_request
-spec receive_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
receive_response(Requests, Timeout, Delete) -> gen:receive_response(Requests, Timeout, Delete).

%% Says whether a message that the caller received is the response to a request; `no_reply` when it is another message.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), Id = gen_statem:send_request(P, push),
%%   receive M -> gen_statem:check_response(M, Id) end.
%% {reply,stop}
%% > {ok, P} = gen_statem:start_link(gate, 5, []),
%%   gen_statem:check_response(hello, gen_statem:send_request(P, push)).
%% no_reply
-spec check_response(term(), request_id()) -> response() | no_reply.
check_response(Message, Id) -> gen:check_response(Message, Id).

%% Says whether a message is the response to a request of a collection; the rest is as in wait_response/3.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), Rs = gen_statem:send_request(P, push, a, gen_statem:reqids_new()),
%%   receive M -> element(2, gen_statem:check_response(M, Rs, true)) end.
%% a
%% > gen_statem:check_response(hello, gen_statem:reqids_new(), true).
%% no_request
-spec check_response(term(), request_id_collection(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | no_reply.
check_response(Message, Requests, Delete) -> gen:check_response(Message, Requests, Delete).

%% An empty collection of requests.
%% > gen_statem:reqids_to_list(gen_statem:reqids_new()).
%% []
-spec reqids_new() -> request_id_collection().
reqids_new() -> gen:reqids_new().

%% How many requests a collection has.
%% > gen_statem:reqids_size(gen_statem:reqids_new()).
%% 0
-spec reqids_size(request_id_collection()) -> non_neg_integer().
reqids_size(Requests) -> gen:reqids_size(Requests).

%% A collection with one more request, under a label. Fails with badarg when the request is in the collection.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), Id = gen_statem:send_request(P, push),
%%   gen_statem:reqids_size(gen_statem:reqids_add(Id, a, gen_statem:reqids_new())).
%% 1
-spec reqids_add(request_id(), term(), request_id_collection()) -> request_id_collection().
reqids_add(Id, Label, Requests) -> gen:reqids_add(Id, Label, Requests).

%% The requests of a collection with their labels.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), Rs = gen_statem:send_request(P, push, a, gen_statem:reqids_new()),
%%   [{_, Label}] = gen_statem:reqids_to_list(Rs), Label.
%% a
-spec reqids_to_list(request_id_collection()) -> [{request_id(), term()}].
reqids_to_list(Requests) -> gen:reqids_to_list(Requests).

%%% The beginning

%% Initialises the machine and enters its first state; `gen` calls it in the new process.
%% > Args = [self(), self(), self(), gate, 5, []], {ok, P} = proc_lib:start_link(gen_statem, init_it, Args),
%%   gen_statem:call(P, push).
%% stop
-spec init_it(pid(), pid() | self, server_name() | pid(), module(), term(), [option()]) -> no_return().
init_it(Starter, self, Name, Module, Args, Options) -> init_it(Starter, self(), Name, Module, Args, Options);
init_it(Starter, Parent, FullName, Module, Args, Options) ->
    Name = gen:name(FullName),
    Machine = #machine{name = Name, parent = Parent, modules = [Module], debug = gen:debug_options(Name, Options),
                       hibernate_after = gen:hibernate_after(Options)},
    case initialised(Module, Args) of
        {ok, {ok, State, Data}} -> begin_with(Starter, FullName, State, Data, [], Machine);
        {ok, {ok, State, Data, Actions}} -> begin_with(Starter, FullName, State, Data, Actions, Machine);
        {ok, {stop, Reason}} -> not_started(Starter, FullName, Reason, fun() -> exit(Reason) end);
        {ok, ignore} ->
            gen:unregister_name(FullName),
            proc_lib:init_ack(Starter, ignore),
            exit(normal);
        {ok, Other} ->
            Reason = {bad_return_from_init, Other},
            not_started(Starter, FullName, Reason, fun() -> error(Reason) end);
        {Class, Reason, Stack} ->
            not_started(Starter, FullName, reason(Class, Reason, Stack),
                        fun() -> erlang:raise(Class, Reason, Stack) end)
    end.

initialised(Module, Args) ->
    try
        {ok, Module:init(Args)}
    catch
        throw:Thrown -> {ok, Thrown};
        Class:Reason:Stack -> {Class, Reason, Stack}
    end.

not_started(Starter, FullName, Reason, End) ->
    gen:unregister_name(FullName),
    proc_lib:init_ack(Starter, {error, Reason}),
    End().

begin_with(Starter, FullName, State, Data, Actions, #machine{modules = [Module]} = Machine) ->
    case mode_of(Module) of
        {ok, Mode, Enter} ->
            proc_lib:init_ack(Starter, {ok, self()}),
            entered(State, Data, Actions, Machine#machine{mode = Mode, enter = Enter});
        {Class, Reason, Stack} ->
            not_started(Starter, FullName, reason(Class, Reason, Stack),
                        fun() -> erlang:raise(Class, Reason, Stack) end)
    end.

%% The first state is entered like any other; what is done is said to be for an event of its own.
entered(State, Data, Actions, #machine{modules = [Module | _]} = Machine) ->
    Event = {internal, init_state},
    Step = #step{state = State, data = Data, repeat = true},
    Told = erlet_statem:event({enter, Module, State}, Machine),
    act(Actions, Step, Event, [], Told#machine{state = State, data = Data}).

%% A module's callback mode, and whether its states are entered by a call.
%% > gen_statem:mode_of(gate).
%% {ok,state_functions,false}
-spec mode_of(module()) -> {ok, state_functions | handle_event_function, boolean()} | {error | exit, term(), [term()]}.
mode_of(Module) ->
    try Module:callback_mode() of
        Result -> checked_mode(Result)
    catch
        throw:Thrown -> checked_mode(Thrown);
        Class:Reason:Stack -> {Class, Reason, Stack}
    end.

checked_mode(Mode) when not is_list(Mode) -> checked_mode([Mode]);
checked_mode(Modes) ->
    Enter = lists:member(state_enter, Modes),
    case [Mode || Mode <- Modes, Mode =/= state_enter] of
        [Mode] when Mode =:= state_functions; Mode =:= handle_event_function -> {ok, Mode, Enter};
        _ -> {error, {bad_return_from_callback_mode, Modes}, here()}
    end.

%% Makes the caller, a process that `proc_lib` started, a state machine in a state and with data; it does not return.
%% No init/1 is called. The options are `{debug, Options}` and `{hibernate_after, Milliseconds}`.
%% > P = proc_lib:spawn_link(fun() -> gen_statem:enter_loop(gate, [], open, 7) end), gen_statem:call(P, push).
%% {go,7}
-spec enter_loop(module(), [option()], state(), data()) -> no_return().
enter_loop(Module, Options, State, Data) -> enter_loop(Module, Options, State, Data, self()).

%% Makes the caller a state machine; the last argument is its name, which it must have by now, or a list of actions
%% that are taken on entering the state. Exits with `process_not_registered` when it has no such name.
%% > Actions = [{next_event, cast, coin}], P = proc_lib:spawn_link(fun() ->
%%   gen_statem:enter_loop(gate, [], closed, 7, Actions) end), gen_statem:call(P, push).
%% {go,8}
-spec enter_loop(module(), [option()], state(), data(), server_name() | pid() | [action()]) -> no_return().
enter_loop(Module, Options, State, Data, Actions) when is_list(Actions) ->
    enter_loop(Module, Options, State, Data, self(), Actions);
enter_loop(Module, Options, State, Data, Name) -> enter_loop(Module, Options, State, Data, Name, []).

%% Makes the caller a state machine with a name, which it must have by now, and takes actions on entering the state.
%% > P = proc_lib:spawn_link(fun() -> gen_statem:enter_loop(gate, [], open, 7, self(), []) end),
%%   gen_statem:call(P, push).
%% {go,7}
-spec enter_loop(module(), [option()], state(), data(), server_name() | pid(), [action()] | action()) -> no_return().
enter_loop(Module, Options, State, Data, FullName, Actions) when is_atom(Module), is_list(Options) ->
    Name = gen:get_proc_name(FullName),
    Machine = #machine{name = Name, parent = gen:get_parent(), modules = [Module],
                       debug = gen:debug_options(Name, Options), hibernate_after = gen:hibernate_after(Options),
                       state = State, data = Data},
    case mode_of(Module) of
        {ok, Mode, Enter} -> entered(State, Data, Actions, Machine#machine{mode = Mode, enter = Enter});
        {Class, Reason, Stack} -> terminate(Class, Reason, Stack, [], Machine)
    end.

%%% The loop

%% The next event: of the queue, then what is due, then from outside.
next([Event | Queue], Machine) -> handle(Event, Queue, Machine);
next([], #machine{zero = [Type | _]} = Machine) ->
    {Event, Without} = erlet_statem:due({0, Type}, Machine),
    handle(Event, [], seen(Event, Without));
next([], #machine{hibernate = true, parent = Parent, debug = Debug} = Machine) ->
    proc_lib:hibernate(?MODULE, wakeup_from_hibernate, [Parent, Debug, Machine]);
next([], #machine{hibernate_after = After} = Machine) ->
    receive
        Message -> received(Message, Machine)
    after After -> next([], Machine#machine{hibernate = true})
    end.

%% Where a machine goes on that was woken up. Nobody calls it but hibernation.
%% > {ok, P} = gen_statem:start_link(gate, 5, [{hibernate_after, 0}]), gen_statem:call(P, push).
%% stop
-spec wakeup_from_hibernate(pid(), [sys:dbg_opt()], #machine{}) -> no_return().
wakeup_from_hibernate(_, _, Machine) ->
    receive
        Message -> received(Message, Machine)
    end.

received({'$gen_call', From, Request}, Machine) -> outside({{call, From}, Request}, Machine);
received({'$gen_cast', Event}, Machine) -> outside({cast, Event}, Machine);
received({timeout, Timer, Type} = Message, Machine) ->
    case erlet_statem:due({Timer, Type}, Machine) of
        {Event, Without} -> outside(Event, Without);
        unknown -> outside({info, Message}, Machine)
    end;
received({system, From, Request}, #machine{parent = Parent, debug = Debug, hibernate = Hibernate} = Machine) ->
    sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, Machine, Hibernate);
received({'EXIT', Parent, Reason} = Message, #machine{parent = Parent} = Machine) ->
    terminate(exit, Reason, here(), [{info, Message}], Machine);
received(Message, Machine) -> outside({info, Message}, Machine).

outside(Event, Machine) -> handle(Event, [], seen(Event, Machine)).

seen(Event, #machine{state = State} = Machine) -> erlet_statem:event({in, Event, State}, Machine).

%% Any event ends the time-out that waits for there being none.
handle(Event, Queue, #machine{timers = #{timeout := _}} = Machine) ->
    handle(Event, Queue, erlet_statem:cancel(timeout, Machine));
handle({Type, Content} = Event, Queue, #machine{modules = [Module | _], state = State, data = Data} = Machine) ->
    try
        case Machine#machine.mode of
            state_functions -> Module:State(Type, Content, Data);
            handle_event_function -> Module:handle_event(Type, Content, State, Data)
        end
    of
        Result -> result(Result, Event, Queue, Machine)
    catch
        throw:Thrown -> result(Thrown, Event, Queue, Machine);
        Class:Reason:Stack -> terminate(Class, Reason, Stack, [Event | Queue], Machine)
    end.

%% What a callback for an event returned.
result(Result, Event, Queue, #machine{state = State, data = Data} = Machine) ->
    case Result of
        keep_state_and_data -> act([], #step{state = State, data = Data}, Event, Queue, Machine);
        {keep_state_and_data, Actions} -> act(Actions, #step{state = State, data = Data}, Event, Queue, Machine);
        {keep_state, New} -> act([], #step{state = State, data = New}, Event, Queue, Machine);
        {keep_state, New, Actions} -> act(Actions, #step{state = State, data = New}, Event, Queue, Machine);
        {next_state, Next, New} -> change(Next, New, [], Result, Event, Queue, Machine);
        {next_state, Next, New, Actions} -> change(Next, New, Actions, Result, Event, Queue, Machine);
        repeat_state_and_data -> act([], #step{state = State, data = Data, repeat = true}, Event, Queue, Machine);
        {repeat_state_and_data, Actions} ->
            act(Actions, #step{state = State, data = Data, repeat = true}, Event, Queue, Machine);
        {repeat_state, New} -> act([], #step{state = State, data = New, repeat = true}, Event, Queue, Machine);
        {repeat_state, New, Actions} ->
            act(Actions, #step{state = State, data = New, repeat = true}, Event, Queue, Machine);
        _ -> stopped(Result, bad_return_from_state_function, [Event | Queue], Machine)
    end.

%% Under state_functions a state's name is its function's.
change(Next, _, _, Result, Event, Queue, #machine{mode = state_functions} = Machine) when not is_atom(Next) ->
    terminate(error, {bad_return_from_state_function, Result}, here(), [Event | Queue], Machine);
change(Next, Data, Actions, _, Event, Queue, Machine) ->
    act(Actions, #step{state = Next, data = Data}, Event, Queue, Machine).

%% What any callback may return to end the machine.
stopped(Result, Bad, Queue, Machine) ->
    case Result of
        stop -> terminate(exit, normal, here(), Queue, Machine);
        {stop, Reason} -> terminate(exit, Reason, here(), Queue, Machine);
        {stop, Reason, Data} -> terminate(exit, Reason, here(), Queue, Machine#machine{data = Data});
        {stop_and_reply, Reason, Replies} -> stopped(Reason, Replies, Machine#machine.data, Bad, Queue, Machine);
        {stop_and_reply, Reason, Replies, Data} -> stopped(Reason, Replies, Data, Bad, Queue, Machine);
        _ -> terminate(error, {Bad, Result}, here(), Queue, Machine)
    end.

stopped(Reason, Replies, Data, _, Queue, Machine) ->
    case erlet_statem:replies(Replies, Machine#machine{data = Data}) of
        {ok, Last} -> terminate(exit, Reason, here(), Queue, Last);
        {error, Error} -> terminate(error, Error, here(), Queue, Machine#machine{data = Data})
    end.

act([], Step, Event, Queue, Machine) -> enter(Step, Event, Queue, Machine);
act(Actions, Step, Event, Queue, Machine) ->
    case erlet_statem:actions(Actions, event, Step, Machine) of
        {ok, Next, Acted} -> enter(Next, Event, Queue, Acted);
        {error, Reason} -> terminate(error, Reason, here(), [Event | Queue], in_step(Step, Machine));
        {Class, Reason, Stack} -> terminate(Class, Reason, Stack, [Event | Queue], in_step(Step, Machine))
    end.

%% The machine with the state and the data that a step was to end with, for one that ends in between.
in_step(#step{state = State, data = Data}, Machine) -> Machine#machine{state = State, data = Data}.

%% A state that is new, or repeated, is entered by a call.
enter(#step{state = State, repeat = false} = Step, Event, Queue, #machine{state = State} = Machine) ->
    finish(Step, Event, Queue, Machine);
enter(Step, Event, Queue, #machine{enter = false} = Machine) -> finish(Step, Event, Queue, Machine);
enter(#step{state = State, data = Data} = Step, Event, Queue, #machine{modules = [Module | _]} = Machine) ->
    #machine{state = Old} = Machine,
    try
        case Machine#machine.mode of
            state_functions -> Module:State(enter, Old, Data);
            handle_event_function -> Module:handle_event(enter, Old, State, Data)
        end
    of
        Result -> entered_by(Result, Step, Event, Queue, Machine)
    catch
        throw:Thrown -> entered_by(Thrown, Step, Event, Queue, Machine);
        Class:Reason:Stack -> terminate(Class, Reason, Stack, [Event | Queue], Machine)
    end.

%% What the call that enters a state returned; it may ask to be made again, with the same predecessor.
entered_by(Result, #step{state = State} = Step, Event, Queue, Machine) ->
    Once = Step#step{repeat = false},
    case Result of
        keep_state_and_data -> act_entering([], Once, false, Event, Queue, Machine);
        {keep_state_and_data, Actions} -> act_entering(Actions, Once, false, Event, Queue, Machine);
        {keep_state, Data} -> act_entering([], Once#step{data = Data}, false, Event, Queue, Machine);
        {keep_state, Data, Actions} -> act_entering(Actions, Once#step{data = Data}, false, Event, Queue, Machine);
        {next_state, State, Data} -> act_entering([], Once#step{data = Data}, false, Event, Queue, Machine);
        {next_state, State, Data, Actions} ->
            act_entering(Actions, Once#step{data = Data}, false, Event, Queue, Machine);
        repeat_state_and_data -> act_entering([], Once, true, Event, Queue, Machine);
        {repeat_state_and_data, Actions} -> act_entering(Actions, Once, true, Event, Queue, Machine);
        {repeat_state, Data} -> act_entering([], Once#step{data = Data}, true, Event, Queue, Machine);
        {repeat_state, Data, Actions} -> act_entering(Actions, Once#step{data = Data}, true, Event, Queue, Machine);
        _ -> stopped(Result, bad_entering(Result), [Event | Queue], in_step(Step, Machine))
    end.

%% A state cannot be left while it is entered.
bad_entering({next_state, _, _}) -> bad_state_enter_return_from_state_function;
bad_entering({next_state, _, _, _}) -> bad_state_enter_return_from_state_function;
bad_entering(_) -> bad_return_from_state_function.

act_entering(Actions, Step, Again, Event, Queue, Machine) ->
    case erlet_statem:actions(Actions, enter, Step, Machine) of
        {ok, Next, Acted} when Again -> enter(Next#step{repeat = true}, Event, Queue, Acted);
        {ok, Next, Acted} -> finish(Next, Event, Queue, Acted);
        {error, Reason} -> terminate(error, Reason, here(), [Event | Queue], in_step(Step, Machine));
        {Class, Reason, Stack} -> terminate(Class, Reason, Stack, [Event | Queue], in_step(Step, Machine))
    end.

%% The end of a step.
finish(#step{state = Next, data = Data, postpone = Postpone, events = Events, timeouts = Timeouts} = Step, Event,
       Queue, #machine{state = State, postponed = Before} = Machine) ->
    Done = case Postpone of
               true -> postpone;
               false -> consume
           end,
    Told = erlet_statem:event({Done, Event, State, Next}, Machine),
    Postponed = case Postpone of
                    true -> [Event | Before];
                    false -> Before
                end,
    Moved = Told#machine{state = Next, data = Data, hibernate = Step#step.hibernate},
    case Next =:= State of
        true ->
            Ready = erlet_statem:timeouts(Timeouts, Moved#machine{postponed = Postponed}),
            next(lists:reverse(Events, Queue), Ready);
        false ->
            Ready = erlet_statem:timeouts(Timeouts, erlet_statem:cancel(state_timeout, Moved#machine{postponed = []})),
            next(lists:reverse(Events, lists:reverse(Postponed, Queue)), Ready)
    end.

%% The stack of the caller.
here() ->
    try throw(here)
    catch throw:here:Stack -> tl(Stack)
    end.

%%% The end

-spec terminate(error | exit, term(), [term()], [{event_type(), term()}], #machine{}) -> no_return().
terminate(Class, Reason, Stack, Queue, #machine{modules = [Module | _], state = State, data = Data} = Before) ->
    Machine = erlet_statem:event({terminate, Reason, State}, Before),
    case erlang:function_exported(Module, terminate, 3) of
        true ->
            try Module:terminate(Reason, State, Data) of
                _ -> ok
            catch
                throw:_ -> ok;
                NewClass:NewReason:NewStack ->
                    report(NewClass, NewReason, NewStack, Queue, Machine),
                    erlang:raise(NewClass, NewReason, NewStack)
            end;
        false -> ok
    end,
    case Class =:= exit andalso ends_well(Reason) of
        true -> ok;
        false -> report(Class, Reason, Stack, Queue, Machine)
    end,
    erlang:raise(Class, Reason, Stack).

reason(error, Reason, Stack) -> {Reason, Stack};
reason(exit, Reason, _) -> Reason.

ends_well(normal) -> true;
ends_well(shutdown) -> true;
ends_well({shutdown, _}) -> true;
ends_well(_) -> false.

report(Class, Reason, Stack, Queue, Machine) ->
    #machine{name = Name, modules = [Module | _] = Modules, mode = Mode, enter = Enter, state = State, data = Data,
             postponed = Postponed, debug = Debug} = Machine,
    Status = gen:format_status(Module, terminate,
                               #{reason => Reason, state => State, data => Data, queue => Queue,
                                 postponed => Postponed, timeouts => element(2, erlet_statem:pending(Machine)),
                                 log => sys:get_log(Debug)},
                               [get(), State, Data]),
    #{reason := Shown, queue := Events, postponed := Later, timeouts := Timeouts, log := Log} = Status,
    Client = case Queue of
                 [{{call, From}, _} | _] -> erlet_reports:client(From);
                 _ -> undefined
             end,
    ?LOG_ERROR(#{label => {?MODULE, terminate}, name => Name, queue => Events, postponed => Later,
                 modules => Modules, callback_mode => Mode, state_enter => Enter, state => shown_state(Status),
                 timeouts => {length(Timeouts), Timeouts}, log => Log, reason => {Class, Shown, Stack}, client_info => Client},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 error_logger => #{tag => error, report_cb => fun ?MODULE:format_log/1}}).

shown_state(#{'EXIT' := Failure}) -> Failure;
shown_state(#{'$status' := Shown}) -> Shown;
shown_state(#{state := State, data := Data}) -> {State, Data}.

%%% System messages

%% For `sys`: the process goes on with its loop.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), sys:suspend(P), sys:resume(P), gen_statem:call(P, push).
%% stop
-spec system_continue(pid(), [sys:dbg_opt()], #machine{}) -> no_return().
system_continue(Parent, Debug, Machine) -> next([], Machine#machine{parent = Parent, debug = Debug}).

%% For `sys`: the process ends for a reason.
%% > {ok, {P, M}} = gen_statem:start_monitor(gate, 5, []), sys:terminate(P, done),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% done
-spec system_terminate(term(), pid(), [sys:dbg_opt()], #machine{}) -> no_return().
system_terminate(Reason, Parent, Debug, Machine) ->
    terminate(exit, Reason, here(), [], Machine#machine{parent = Parent, debug = Debug}).

%% For `sys`: the state as the new version of the callback module wants it.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), sys:suspend(P),
%%   {error, {'EXIT', {undef, [Call | _]}}} = sys:change_code(P, gate, v1, extra), element(2, Call).
%% code_change
-spec system_code_change(#machine{}, module(), term(), term()) -> {ok, #machine{}} | term().
system_code_change(#machine{modules = [Module | _], state = State, data = Data} = Machine, _, OldVsn, Extra) ->
    case Module:code_change(OldVsn, State, Data, Extra) of
        {ok, NewState, NewData} ->
            case mode_of(Module) of
                {ok, Mode, Enter} ->
                    {ok, Machine#machine{state = NewState, data = NewData, mode = Mode, enter = Enter}};
                {Class, Reason, Stack} -> erlang:raise(Class, Reason, Stack)
            end;
        Other -> Other
    end.

%% For `sys`: the state.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), sys:get_state(P).
%% {closed,5}
-spec system_get_state(#machine{}) -> {ok, {state(), data()}}.
system_get_state(#machine{state = State, data = Data}) -> {ok, {State, Data}}.

%% For `sys`: the state after a function was applied to it.
%% > {ok, P} = gen_statem:start_link(gate, 5, []),
%%   sys:replace_state(P, fun({closed, Coins}) -> {open, Coins * 2} end), gen_statem:call(P, push).
%% {go,10}
-spec system_replace_state(fun((term()) -> term()), #machine{}) -> {ok, term(), #machine{}}.
system_replace_state(Fun, #machine{state = State, data = Data} = Machine) ->
    {NewState, NewData} = Result = Fun({State, Data}),
    {ok, Result, Machine#machine{state = NewState, data = NewData}}.

%% What `sys:get_status` shows of a machine.
%% > {ok, P} = gen_statem:start_link(gate, 5, []), {status, _, _, [_, running, _, _, Shown]} = sys:get_status(P),
%%   lists:last(Shown).
%% {data,[{"State",{closed,5}}]}
-spec format_status(normal | terminate, [term()]) -> [tuple()].
format_status(Option, [Dictionary, SystemState, Parent, Debug, Machine]) ->
    #machine{name = Name, modules = [Module | _] = Modules, state = State, data = Data, postponed = Postponed} = Machine,
    {_, Pending} = erlet_statem:pending(Machine),
    Status = gen:format_status(Module, Option,
                               #{state => State, data => Data, postponed => Postponed, timeouts => Pending,
                                 log => sys:get_log(Debug)},
                               [Dictionary, State, Data]),
    #{postponed := Later, timeouts := Timeouts, log := Log} = Status,
    Specific = case Status of
                   #{'EXIT' := Failure} -> [{data, [{"State", Failure}]}];
                   #{'$status' := List} when is_list(List) -> List;
                   #{'$status' := Term} -> [Term];
                   #{state := Shown, data := ShownData} -> [{data, [{"State", {Shown, ShownData}}]}]
               end,
    [{header, gen:format_status_header("Status for state machine", Name)},
     {data, [{"Status", SystemState}, {"Parent", Parent}, {"Modules", Modules},
             {"Time-outs", {length(Timeouts), Timeouts}}, {"Logged Events", Log}, {"Postponed", Later}]} | Specific].

%% The text of a report that a state machine logs, for error_logger: a format and its arguments.
%% > Report = #{label => {gen_statem, terminate}, name => gate, queue => [{cast, coin}], postponed => [],
%%   modules => [gate], callback_mode => state_functions, state_enter => false, state => {open, 5},
%%   reason => {error, oops, []}, client_info => undefined, log => [], timeouts => {0, []}},
%%   {Format, Terms} = gen_statem:format_log(Report), lists:flatten(io_lib:format(Format, Terms)).
%% "** State machine gate terminating\n** Last event = {cast,coin}\n** When server state  = {open,5}\n** Reason for termination = error:oops\n** Callback modules = [gate]\n** Callback mode = state_functions\n"
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report that a state machine logs, for logger. The map may have `depth`, `chars_limit` and
%% `single_line`.
%% > Report = #{label => {gen_statem, terminate}, name => gate, queue => [{cast, coin}], postponed => [],
%%   modules => [gate], callback_mode => state_functions, state_enter => false, state => {open, 5},
%%   reason => {error, oops, []}, client_info => undefined, log => []},
%%   lists:flatten(gen_statem:format_log(Report, #{single_line => true})).
%% "State machine gate terminating. Reason: oops. Last event: {cast,coin}. State: {open,5}."
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
