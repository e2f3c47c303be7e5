%%% State machines: a process whose state decides what its events mean.
%%%
%%% The messages are those of `gen_server`; timers send `{timeout, Timer, Type}`. An event meets the callback for the
%%% state; what that returns becomes a step: the next state and data, and what its actions want done. Then come, in
%%% this order: the call that enters a new state, timers, the postponed events again (after a change of state), the
%%% inserted events before them. A time-out of zero comes when no other event is queued.
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

-callback init(Args :: term()) -> init_result(state()).
-callback callback_mode() -> callback_mode_result().
-callback handle_event(enter | event_type(), term(), state(), data()) -> event_handler_result(state()).
-callback terminate(Reason :: term(), state(), data()) -> term().
-callback code_change(OldVsn :: term(), state(), data(), Extra :: term()) -> {ok, state(), data()} | term().
-callback format_status(normal | terminate, [term()]) -> term().
-callback format_status(map()) -> map().
-optional_callbacks([handle_event/4, terminate/3, code_change/4, format_status/1, format_status/2]).

%%% Starting

-spec start(module(), term(), [option()]) -> started().
start(Module, Args, Options) when is_atom(Module), is_list(Options) ->
    gen:start(?MODULE, nolink, Module, Args, Options);
start(Module, Args, Options) -> error(badarg, [Module, Args, Options]).

%% Starts a named state machine.
-spec start(server_name(), module(), term(), [option()]) -> started().
start(Name, Module, Args, Options) when is_tuple(Name), is_atom(Module), is_list(Options) ->
    gen:start(?MODULE, nolink, Name, Module, Args, Options);
start(Name, Module, Args, Options) -> error(badarg, [Name, Module, Args, Options]).

-spec start_link(module(), term(), [option()]) -> started().
start_link(Module, Args, Options) when is_atom(Module), is_list(Options) ->
    gen:start(?MODULE, link, Module, Args, Options);
start_link(Module, Args, Options) -> error(badarg, [Module, Args, Options]).

%% Starts a named state machine that is linked to the caller.
-spec start_link(server_name(), module(), term(), [option()]) -> started().
start_link(Name, Module, Args, Options) when is_tuple(Name), is_atom(Module), is_list(Options) ->
    gen:start(?MODULE, link, Name, Module, Args, Options);
start_link(Name, Module, Args, Options) -> error(badarg, [Name, Module, Args, Options]).

-spec start_monitor(module(), term(), [option()]) -> {ok, {pid(), reference()}} | ignore | {error, term()}.
start_monitor(Module, Args, Options) when is_atom(Module), is_list(Options) ->
    gen:start(?MODULE, monitor, Module, Args, Options);
start_monitor(Module, Args, Options) -> error(badarg, [Module, Args, Options]).

%% Starts a named state machine that the caller monitors.
-spec start_monitor(server_name(), module(), term(), [option()]) ->
    {ok, {pid(), reference()}} | ignore | {error, term()}.
start_monitor(Name, Module, Args, Options) when is_tuple(Name), is_atom(Module), is_list(Options) ->
    gen:start(?MODULE, monitor, Name, Module, Args, Options);
start_monitor(Name, Module, Args, Options) -> error(badarg, [Name, Module, Args, Options]).

-spec stop(server_ref()) -> ok.
stop(Server) -> gen:stop(Server).

%% Ends a state machine and waits until it is gone.
-spec stop(server_ref(), term(), timeout()) -> ok.
stop(Server, Reason, Timeout) -> gen:stop(Server, Reason, Timeout).

%%% Speaking to a state machine

%% Sends a request and waits for the answer.
-spec call(server_ref(), term()) -> term().
call(Server, Request) -> call(Server, Request, infinity).

%% The same with a limit; `clean_timeout` and `dirty_timeout` make no difference, since no answer comes late.
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

%% Sends an event of type `cast`; whether the machine is there makes no difference.
-spec cast(server_ref(), term()) -> ok.
cast(Server, Event) -> gen_server:cast(Server, Event).

-spec reply(reply_action() | [reply_action()]) -> ok.
reply({reply, From, Reply}) -> reply(From, Reply);
reply(Replies) when is_list(Replies) -> lists:foreach(fun({reply, From, Reply}) -> reply(From, Reply) end, Replies).

%% Answers a call.
-spec reply(from(), term()) -> ok.
reply(From, Reply) -> gen:reply(From, Reply).

%% Sends a request whose response is fetched later; with a label and a collection, adds it to that.
-spec send_request(server_ref(), term()) -> request_id().
send_request(Server, Request) -> gen:send_request(Server, '$gen_call', Request).

-spec send_request(server_ref(), term(), term(), request_id_collection()) -> request_id_collection().
send_request(Server, Request, Label, Requests) ->
    gen:send_request(Server, '$gen_call', Request, Label, Requests).

%% Waits for a response as receive_response does; a request that got none in time stays.
-spec wait_response(request_id()) -> response().
wait_response(Id) -> gen:wait_response(Id, infinity).

%% Waits for the response to a request, or to any of a collection; afterwards it is given up.
-spec receive_response(request_id()) -> response().
receive_response(Id) -> gen:receive_response(Id, infinity).

-spec wait_response(request_id(), response_timeout()) -> response() | timeout.
wait_response(Id, Timeout) -> gen:wait_response(Id, Timeout).

-spec wait_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
wait_response(Requests, Timeout, Delete) -> gen:wait_response(Requests, Timeout, Delete).

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

%%% The beginning

%% Initialises the machine and enters its first state; `gen` calls it in the new process.
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

-spec enter_loop(module(), [option()], state(), data()) -> no_return().
enter_loop(Module, Options, State, Data) -> enter_loop(Module, Options, State, Data, self()).

-spec enter_loop(module(), [option()], state(), data(), server_name() | pid() | [action()]) -> no_return().
enter_loop(Module, Options, State, Data, Actions) when is_list(Actions) ->
    enter_loop(Module, Options, State, Data, self(), Actions);
enter_loop(Module, Options, State, Data, Name) -> enter_loop(Module, Options, State, Data, Name, []).

%% Makes the caller, a process of `proc_lib`, a state machine.
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

%% Where a machine goes on that was woken up.
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
        {error, Error} -> terminate(error, Error, here(), Queue, Machine)
    end.

act([], Step, Event, Queue, Machine) -> enter(Step, Event, Queue, Machine);
act(Actions, Step, Event, Queue, Machine) ->
    case erlet_statem:actions(Actions, event, Step, Machine) of
        {ok, Next, Acted} -> enter(Next, Event, Queue, Acted);
        {error, Reason} -> terminate(error, Reason, here(), [Event | Queue], Machine);
        {Class, Reason, Stack} -> terminate(Class, Reason, Stack, [Event | Queue], Machine)
    end.

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
        Class:Reason:Stack ->
            terminate(Class, Reason, Stack, [Event | Queue], Machine#machine{state = State, data = Data})
    end.

%% What the call that enters a state returned; it may ask to be made again.
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
        _ ->
            Entered = Machine#machine{state = State, data = Step#step.data},
            stopped(Result, bad_state_enter_return_from_state_function, [Event | Queue], Entered)
    end.

act_entering(Actions, Step, Again, Event, Queue, #machine{state = Old} = Machine) ->
    case erlet_statem:actions(Actions, enter, Step, Machine) of
        {ok, #step{state = State} = Next, Acted} when Again ->
            %% The state is its own predecessor now; that it was changed must not be forgotten.
            enter_again(Next, Old =/= State, Event, Queue, Acted);
        {ok, Next, Acted} -> finish(Next, Event, Queue, Acted);
        {error, Reason} ->
            terminate(error, Reason, here(), [Event | Queue],
                      Machine#machine{state = Step#step.state, data = Step#step.data});
        {Class, Reason, Stack} ->
            terminate(Class, Reason, Stack, [Event | Queue],
                      Machine#machine{state = Step#step.state, data = Step#step.data})
    end.

enter_again(Step, false, Event, Queue, Machine) -> enter(Step#step{repeat = true}, Event, Queue, Machine);
enter_again(#step{state = State} = Step, true, Event, Queue, #machine{postponed = Postponed} = Machine) ->
    Changed = erlet_statem:cancel(state_timeout, Machine#machine{state = State, postponed = []}),
    enter(Step#step{repeat = true}, Event, lists:reverse(Postponed, Queue), Changed).

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
                               #{reason => {Class, Reason, Stack}, state => State, data => Data, queue => Queue,
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
                 timeouts => {length(Timeouts), Timeouts}, log => Log, reason => Shown, client_info => Client},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 error_logger => #{tag => error, report_cb => fun ?MODULE:format_log/1}}).

shown_state(#{'EXIT' := Failure}) -> Failure;
shown_state(#{'$status' := Shown}) -> Shown;
shown_state(#{state := State, data := Data}) -> {State, Data}.

%%% System messages

%% For `sys`: the process goes on with its loop.
-spec system_continue(pid(), [sys:dbg_opt()], #machine{}) -> no_return().
system_continue(Parent, Debug, Machine) -> next([], Machine#machine{parent = Parent, debug = Debug}).

%% For `sys`: the process ends for a reason.
-spec system_terminate(term(), pid(), [sys:dbg_opt()], #machine{}) -> no_return().
system_terminate(Reason, Parent, Debug, Machine) ->
    terminate(exit, Reason, here(), [], Machine#machine{parent = Parent, debug = Debug}).

%% For `sys`: the state as the new version of the callback module wants it.
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
-spec system_get_state(#machine{}) -> {ok, {state(), data()}}.
system_get_state(#machine{state = State, data = Data}) -> {ok, {State, Data}}.

%% For `sys`: the state after a function was applied to it.
-spec system_replace_state(fun((term()) -> term()), #machine{}) -> {ok, term(), #machine{}}.
system_replace_state(Fun, #machine{state = State, data = Data} = Machine) ->
    {NewState, NewData} = Result = Fun({State, Data}),
    {ok, Result, Machine#machine{state = NewState, data = NewData}}.

%% What `sys:get_status` shows of a machine.
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

%% The text of a report, for error_logger.
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report, for logger.
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
