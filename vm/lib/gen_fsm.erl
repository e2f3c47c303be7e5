%%% The older state machines: a state is a name, whose functions get the events. New programs use `gen_statem`.
%%%
%%% The messages are `{'$gen_event', Event}`, `{'$gen_sync_event', From, Event}`, and the same two for events of all
%%% states; timers send `{timeout, Timer, {'$gen_timer', Term}}` or `{timeout, Timer, {'$gen_event', Event}}`.
%%%
%%% The examples are of this gate, which lets one through for a coin:
%%%
%%%     -module(turnstile).
%%%     -export([init/1, closed/2, closed/3, open/2, open/3, handle_event/3, handle_sync_event/4]).
%%%     init(Coins) when is_integer(Coins) -> {ok, closed, Coins};
%%%     init(Other) -> {stop, {no_number, Other}}.
%%%     closed(coin, Coins) -> {next_state, open, Coins + 1};
%%%     closed({timeout, _, coin}, Coins) -> {next_state, open, Coins + 1};
%%%     closed(_, Coins) -> {next_state, closed, Coins}.
%%%     closed(push, _From, Coins) -> {reply, stop, closed, Coins}.
%%%     open(_, Coins) -> {next_state, open, Coins}.
%%%     open(push, From, Coins) -> gen_fsm:reply(From, {go, Coins}), {next_state, closed, Coins}.
%%%     handle_event(empty, State, _) -> {next_state, State, 0}.
%%%     handle_sync_event(count, _From, State, Coins) -> {reply, Coins, State, Coins}.
-module(gen_fsm).

-export([start/3, start/4, start_link/3, start_link/4, stop/1, stop/3]).
-export([send_event/2, sync_send_event/2, sync_send_event/3]).
-export([send_all_state_event/2, sync_send_all_state_event/2, sync_send_all_state_event/3, reply/2]).
-export([start_timer/2, send_event_after/2, cancel_timer/1, enter_loop/4, enter_loop/5, enter_loop/6]).
-export([init_it/6, wake_hib/7]).
-export([system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2]).
-export([format_status/2, format_log/1, format_log/2]).

-include("logger.hrl").

-type name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type started() :: {ok, pid()} | ignore | {error, term()}.

%% Called in the new process: `{ok, StateName, Data}`, with a timeout or `hibernate` where wanted; `{stop, Reason}` or `ignore`.
-callback init(Args :: term()) -> {ok, atom(), term()} | {ok, atom(), term(), timeout() | hibernate} | {stop, term()} | ignore.
%% Meets what send_all_state_event/2 sends: `{next_state, StateName, Data}` or `{stop, Reason, Data}`.
-callback handle_event(Event :: term(), StateName :: atom(), Data :: term()) -> tuple().
%% Meets what sync_send_all_state_event/2,3 send: as handle_event/3, or `{reply, Reply, StateName, Data}`.
-callback handle_sync_event(Event :: term(), From :: {pid(), term()}, StateName :: atom(), Data :: term()) -> tuple().
%% Meets every other message; it returns what handle_event/3 returns.
-callback handle_info(Info :: term(), StateName :: atom(), Data :: term()) -> tuple().
%% Called before the machine ends; what it returns does not matter.
-callback terminate(Reason :: term(), StateName :: atom(), Data :: term()) -> term().
%% Makes name and data of the state fit a new version of the module: `{ok, StateName, Data}`.
-callback code_change(OldVsn :: term(), StateName :: atom(), Data :: term(), Extra :: term()) -> {ok, atom(), term()}.
%% What is shown of the state in `sys:get_status` and crash reports.
-callback format_status(normal | terminate, [term()]) -> term().
-optional_callbacks([handle_info/3, terminate/3, code_change/4, format_status/2]).

%%% Interface

%% Starts a machine without a name and waits for its init/1, which gets the second argument. The options are those of
%% `gen_server:start/3`; `{error, Reason}` when init/1 stops or fails.
%% > {ok, P} = gen_fsm:start(turnstile, 5, []), {gen_fsm:sync_send_event(P, push), gen_fsm:stop(P)}.
%% {stop,ok}
%% > gen_fsm:start(turnstile, five, []).
%% {error,{no_number,five}}
-spec start(module(), term(), [term()]) -> started().
start(Module, Args, Options) -> gen:start(?MODULE, nolink, Module, Args, Options).

%% Starts a named machine; `{error, {already_started, Pid}}` when the name is taken.
%% > {ok, _} = gen_fsm:start({local, gate}, turnstile, 5, []),
%%   {gen_fsm:sync_send_event(gate, push), gen_fsm:stop(gate)}.
%% {stop,ok}
-spec start(name(), module(), term(), [term()]) -> started().
start(Name, Module, Args, Options) -> gen:start(?MODULE, nolink, Name, Module, Args, Options).

%% Starts a machine linked to the caller; else as start/3.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:sync_send_event(P, push).
%% stop
-spec start_link(module(), term(), [term()]) -> started().
start_link(Module, Args, Options) -> gen:start(?MODULE, link, Module, Args, Options).

%% Starts a named machine linked to the caller; else as start/4.
%% > {ok, _} = gen_fsm:start_link({local, gate}, turnstile, 5, []), gen_fsm:sync_send_event(gate, push).
%% stop
-spec start_link(name(), module(), term(), [term()]) -> started().
start_link(Name, Module, Args, Options) -> gen:start(?MODULE, link, Name, Module, Args, Options).

%% Ends a machine with the reason `normal` and waits until it is gone. Exits with `noproc` when there is no such
%% machine.
%% > {ok, P} = gen_fsm:start(turnstile, 5, []), {gen_fsm:stop(P), is_process_alive(P)}.
%% {ok,false}
%% > gen_fsm:stop(nobody).
%% ** exit:noproc
-spec stop(ref()) -> ok.
stop(Machine) -> gen:stop(Machine).

%% Ends a machine with a reason and waits until it is gone, at most so many milliseconds: then the caller exits with
%% `timeout`.
%% > {ok, P} = gen_fsm:start(turnstile, 5, []), M = monitor(process, P), gen_fsm:stop(P, shutdown, 1000),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% shutdown
-spec stop(ref(), term(), timeout()) -> ok.
stop(Machine, Reason, Timeout) -> gen:stop(Machine, Reason, Timeout).

%% Sends an event to the machine's state, whose function of two arguments meets it; always `ok` for a pid.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:send_event(P, coin), gen_fsm:sync_send_event(P, push).
%% {go,6}
-spec send_event(ref(), term()) -> ok.
send_event(Machine, Event) -> send(Machine, {'$gen_event', Event}).

%% Sends an event to the machine's handle_event/3, whatever its state.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:send_all_state_event(P, empty),
%%   gen_fsm:sync_send_all_state_event(P, count).
%% 0
-spec send_all_state_event(ref(), term()) -> ok.
send_all_state_event(Machine, Event) -> send(Machine, {'$gen_all_state_event', Event}).

send({global, Name}, Message) -> send({via, global, Name}, Message);
send({via, Module, Name}, Message) ->
    _ = (catch Module:send(Name, Message)),
    ok;
send(Machine, Message) ->
    _ = Machine ! Message,
    ok.

%% Sends an event to the machine's state, whose function of three arguments meets it, and waits up to five seconds for
%% the answer. Exits with `{Reason, {gen_fsm, sync_send_event, Arguments}}` when the machine is not there, ends, or
%% takes too long.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:sync_send_event(P, push).
%% stop
%% > gen_fsm:sync_send_event(nobody, push).
%% ** exit:{noproc,{gen_fsm,sync_send_event,[nobody,push]}}
-spec sync_send_event(ref(), term()) -> term().
sync_send_event(Machine, Event) ->
    call(Machine, '$gen_sync_event', Event, 5000, {?MODULE, sync_send_event, [Machine, Event]}).

%% Sends an event to the machine's state and waits for the answer so many milliseconds; else as sync_send_event/2.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:sync_send_event(P, push, infinity).
%% stop
-spec sync_send_event(ref(), term(), timeout()) -> term().
sync_send_event(Machine, Event, Timeout) ->
    call(Machine, '$gen_sync_event', Event, Timeout, {?MODULE, sync_send_event, [Machine, Event, Timeout]}).

%% Sends an event to the machine's handle_sync_event/4, whatever its state, and waits up to five seconds for the
%% answer; exits as sync_send_event/2 does.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:sync_send_all_state_event(P, count).
%% 5
-spec sync_send_all_state_event(ref(), term()) -> term().
sync_send_all_state_event(Machine, Event) ->
    call(Machine, '$gen_sync_all_state_event', Event, 5000, {?MODULE, sync_send_all_state_event, [Machine, Event]}).

%% Sends an event to handle_sync_event/4 and waits for the answer so many milliseconds.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:sync_send_all_state_event(P, count, infinity).
%% 5
-spec sync_send_all_state_event(ref(), term(), timeout()) -> term().
sync_send_all_state_event(Machine, Event, Timeout) ->
    call(Machine, '$gen_sync_all_state_event', Event, Timeout,
         {?MODULE, sync_send_all_state_event, [Machine, Event, Timeout]}).

call(Machine, Label, Event, Timeout, Call) ->
    try gen:call(Machine, Label, Event, Timeout) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, Call})
    end.

%% Answers a synchronous event from elsewhere than a callback's result; From is what the callback was given.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), gen_fsm:send_event(P, coin), gen_fsm:sync_send_event(P, push).
%% {go,6}
-spec reply({pid(), term()}, term()) -> ok.
reply(From, Reply) -> gen:reply(From, Reply).

%% The machine that calls this gets the event `{timeout, Timer, Term}` after so many milliseconds; gives Timer.
%% > Timer = gen_fsm:start_timer(0, coin), receive {timeout, Timer, {'$gen_timer', Term}} -> Term end.
%% coin
-spec start_timer(non_neg_integer(), term()) -> reference().
start_timer(Time, Term) -> erlang:start_timer(Time, self(), {'$gen_timer', Term}).

%% The machine that calls this gets an event after so many milliseconds; gives a timer for cancel_timer/1.
%% > Timer = gen_fsm:send_event_after(0, coin), receive {timeout, Timer, {'$gen_event', Event}} -> Event end.
%% coin
-spec send_event_after(non_neg_integer(), term()) -> reference().
send_event_after(Time, Event) -> erlang:start_timer(Time, self(), {'$gen_event', Event}).

%% Ends a timer: gives the milliseconds that were left, or false when there is none; an event that has come already is
%% removed.
%% > gen_fsm:cancel_timer(gen_fsm:start_timer(60000, coin)) > 59000.
%% true
%% > Timer = gen_fsm:start_timer(60000, coin), gen_fsm:cancel_timer(Timer), gen_fsm:cancel_timer(Timer).
%% false
-spec cancel_timer(reference()) -> non_neg_integer() | false.
cancel_timer(Timer) ->
    case erlang:cancel_timer(Timer) of
        false -> receive {timeout, Timer, _} -> 0 after 0 -> false end;
        Left -> Left
    end.

%% Makes the caller, a process that `proc_lib` started, a machine in a state and with data; it does not return. No
%% init/1 is called.
%% > P = proc_lib:spawn_link(fun() -> gen_fsm:enter_loop(turnstile, [], open, 7) end),
%%   gen_fsm:sync_send_event(P, push).
%% {go,7}
-spec enter_loop(module(), [term()], atom(), term()) -> no_return().
enter_loop(Module, Options, StateName, Data) -> enter_loop(Module, Options, StateName, Data, self(), infinity).

%% Makes the caller a machine; the last argument is its name, which it must have by now, or a time-out in milliseconds.
%% > P = proc_lib:spawn_link(fun() -> gen_fsm:enter_loop(turnstile, [], open, 7, infinity) end),
%%   gen_fsm:sync_send_event(P, push).
%% {go,7}
-spec enter_loop(module(), [term()], atom(), term(), name() | pid() | timeout() | hibernate) -> no_return().
enter_loop(Module, Options, StateName, Data, Name) when is_tuple(Name); is_pid(Name) ->
    enter_loop(Module, Options, StateName, Data, Name, infinity);
enter_loop(Module, Options, StateName, Data, Time) -> enter_loop(Module, Options, StateName, Data, self(), Time).

%% Makes the caller a machine with a name, which it must have by now, and a time-out: the event `timeout` comes when
%% nothing else does in so many milliseconds.
%% > P = proc_lib:spawn_link(fun() -> gen_fsm:enter_loop(turnstile, [], open, 7, self(), infinity) end),
%%   gen_fsm:sync_send_event(P, push).
%% {go,7}
-spec enter_loop(module(), [term()], atom(), term(), name() | pid(), timeout() | hibernate) -> no_return().
enter_loop(Module, Options, StateName, Data, FullName, Time) ->
    Name = gen:get_proc_name(FullName),
    Parent = gen:get_parent(),
    Debug = gen:debug_options(Name, Options),
    loop(Parent, Name, StateName, Data, Module, Time, Debug).

%%% The machine

%% Initialises the machine and enters its loop; `gen` calls it in the new process.
%% > Args = [self(), self(), self(), turnstile, 5, []], {ok, P} = proc_lib:start_link(gen_fsm, init_it, Args),
%%   gen_fsm:sync_send_event(P, push).
%% stop
-spec init_it(pid(), pid() | self, name() | pid(), module(), term(), [term()]) -> no_return().
init_it(Starter, self, Name, Module, Args, Options) -> init_it(Starter, self(), Name, Module, Args, Options);
init_it(Starter, Parent, FullName, Module, Args, Options) ->
    Name = gen:name(FullName),
    Debug = gen:debug_options(Name, Options),
    case catch Module:init(Args) of
        {ok, StateName, Data} ->
            proc_lib:init_ack(Starter, {ok, self()}),
            loop(Parent, Name, StateName, Data, Module, infinity, Debug);
        {ok, StateName, Data, Time} ->
            proc_lib:init_ack(Starter, {ok, self()}),
            loop(Parent, Name, StateName, Data, Module, Time, Debug);
        ignore ->
            gen:unregister_name(FullName),
            proc_lib:init_ack(Starter, ignore),
            exit(normal);
        {stop, Reason} -> not_started(Starter, FullName, Reason);
        {'EXIT', Reason} -> not_started(Starter, FullName, Reason);
        Other -> not_started(Starter, FullName, {bad_return_value, Other})
    end.

not_started(Starter, FullName, Reason) ->
    gen:unregister_name(FullName),
    proc_lib:init_ack(Starter, {error, Reason}),
    exit(Reason).

loop(Parent, Name, StateName, Data, Module, hibernate, Debug) ->
    proc_lib:hibernate(?MODULE, wake_hib, [Parent, Name, StateName, Data, Module, infinity, Debug]);
loop(Parent, Name, StateName, Data, Module, Time, Debug) ->
    Message = receive Any -> Any after Time -> {'$gen_event', timeout} end,
    received(Message, Parent, Name, StateName, Data, Module, Time, Debug).

%% Where a machine goes on that was woken up. Nobody calls it but hibernation.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, [{hibernate_after, 0}]), gen_fsm:sync_send_event(P, push).
%% stop
-spec wake_hib(pid(), term(), atom(), term(), module(), timeout(), [sys:dbg_opt()]) -> no_return().
wake_hib(Parent, Name, StateName, Data, Module, _, Debug) ->
    Message = receive Any -> Any end,
    received(Message, Parent, Name, StateName, Data, Module, hibernate, Debug).

received({system, From, Request}, Parent, Name, StateName, Data, Module, Time, Debug) ->
    sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, [Name, StateName, Data, Module, Time],
                          Time =:= hibernate);
received({'EXIT', Parent, Reason} = Message, Parent, Name, StateName, Data, Module, _, Debug) ->
    terminate(Reason, Name, Message, StateName, Data, Module, Debug);
received(Message, Parent, Name, StateName, Data, Module, _, Debug) ->
    Told = event({in, Message, StateName}, Name, Debug),
    case catch dispatch(Message, StateName, Data, Module) of
        {'EXIT', Reason} -> terminate(Reason, Name, Message, StateName, Data, Module, Told);
        Result -> result(Result, Parent, Name, Message, StateName, Data, Module, Told)
    end.

dispatch({'$gen_event', Event}, StateName, Data, Module) -> Module:StateName(Event, Data);
dispatch({'$gen_all_state_event', Event}, StateName, Data, Module) -> Module:handle_event(Event, StateName, Data);
dispatch({'$gen_sync_event', From, Event}, StateName, Data, Module) -> Module:StateName(Event, From, Data);
dispatch({'$gen_sync_all_state_event', From, Event}, StateName, Data, Module) ->
    Module:handle_sync_event(Event, From, StateName, Data);
dispatch({timeout, Timer, {'$gen_timer', Term}}, StateName, Data, Module) ->
    Module:StateName({timeout, Timer, Term}, Data);
dispatch({timeout, _, {'$gen_event', Event}}, StateName, Data, Module) -> Module:StateName(Event, Data);
dispatch(Message, StateName, Data, Module) ->
    case erlang:function_exported(Module, handle_info, 3) of
        true -> Module:handle_info(Message, StateName, Data);
        false ->
            ?LOG_WARNING(#{label => {?MODULE, no_handle_info}, module => Module, message => Message},
                         #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                           error_logger => #{tag => warning_msg, report_cb => fun ?MODULE:format_log/1}}),
            {next_state, StateName, Data}
    end.

result({next_state, Next, New}, Parent, Name, Message, StateName, Data, Module, Debug) ->
    result({next_state, Next, New, infinity}, Parent, Name, Message, StateName, Data, Module, Debug);
result({next_state, Next, New, Time}, Parent, Name, _, _, _, Module, Debug) ->
    loop(Parent, Name, Next, New, Module, Time, event({return, Next}, Name, Debug));
result({reply, Reply, Next, New}, Parent, Name, Message, StateName, Data, Module, Debug) ->
    result({reply, Reply, Next, New, infinity}, Parent, Name, Message, StateName, Data, Module, Debug);
result({reply, Reply, Next, New, Time}, Parent, Name, {_, From, _}, _, _, Module, Debug) ->
    loop(Parent, Name, Next, New, Module, Time, answer(From, Reply, Name, Next, Debug));
result({stop, Reason, New}, _, Name, Message, StateName, _, Module, Debug) ->
    terminate(Reason, Name, Message, StateName, New, Module, Debug);
result({stop, Reason, Reply, New}, _, Name, {_, From, _} = Message, StateName, _, Module, Debug) ->
    try
        terminate(Reason, Name, Message, StateName, New, Module, Debug)
    after
        answer(From, Reply, Name, StateName, Debug)
    end;
result(Other, _, Name, Message, StateName, Data, Module, Debug) ->
    terminate({bad_return_value, Other}, Name, Message, StateName, Data, Module, Debug).

answer(From, Reply, Name, StateName, Debug) ->
    gen:reply(From, Reply),
    event({out, Reply, From, StateName}, Name, Debug).

event(_, _, []) -> [];
event(Event, Name, Debug) -> sys:handle_debug(Debug, fun print_event/3, Name, Event).

terminate(Reason, Name, Message, StateName, Data, Module, Debug) ->
    Ended = case erlang:function_exported(Module, terminate, 3) of
                true -> catch Module:terminate(Reason, StateName, Data);
                false -> ok
            end,
    case Ended of
        {'EXIT', Failure} ->
            report(Failure, Name, Message, StateName, Data, Module, Debug),
            exit(Failure);
        _ -> ok
    end,
    case Reason of
        normal -> ok;
        shutdown -> ok;
        {shutdown, _} -> ok;
        _ -> report(Reason, Name, Message, StateName, Data, Module, Debug)
    end,
    exit(Reason).

report(Reason, Name, Message, StateName, Data, Module, Debug) ->
    Shown = shown(terminate, get(), Data, Module),
    ?LOG_ERROR(#{label => {?MODULE, terminate}, name => Name, last_message => Message, state_name => StateName,
                 state_data => Shown, log => sys:get_log(Debug), reason => Reason, client_info => client(Message)},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 error_logger => #{tag => error, report_cb => fun ?MODULE:format_log/1}}).

client({Label, From, _}) when Label =:= '$gen_sync_event'; Label =:= '$gen_sync_all_state_event' ->
    erlet_reports:client(From);
client(_) -> undefined.

shown(Option, Dictionary, Data, Module) ->
    case gen:format_status(Module, Option, #{state => Data}, [Dictionary, Data]) of
        #{'$status' := Status} -> Status;
        #{state := Status} -> Status
    end.

%%% System messages

%% For `sys`: the process goes on with its loop.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), sys:suspend(P), sys:resume(P), gen_fsm:sync_send_event(P, push).
%% stop
-spec system_continue(pid(), [sys:dbg_opt()], term()) -> no_return().
system_continue(Parent, Debug, [Name, StateName, Data, Module, Time]) ->
    loop(Parent, Name, StateName, Data, Module, Time, Debug).

%% For `sys`: the process ends for a reason.
%% > {ok, P} = gen_fsm:start(turnstile, 5, []), M = monitor(process, P), sys:terminate(P, done),
%%   receive {'DOWN', M, _, _, Why} -> Why end.
%% done
-spec system_terminate(term(), pid(), [sys:dbg_opt()], term()) -> no_return().
system_terminate(Reason, _, Debug, [Name, StateName, Data, Module, _]) ->
    terminate(Reason, Name, [], StateName, Data, Module, Debug).

%% For `sys`: the state as the new version of the callback module wants it.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), sys:suspend(P),
%%   {error, {'EXIT', {undef, [Call | _]}}} = sys:change_code(P, turnstile, v1, extra), element(2, Call).
%% code_change
-spec system_code_change(term(), module(), term(), term()) -> term().
system_code_change([Name, StateName, Data, Module, Time], _, OldVsn, Extra) ->
    case Module:code_change(OldVsn, StateName, Data, Extra) of
        {ok, Next, New} -> {ok, [Name, Next, New, Module, Time]};
        Other -> Other
    end.

%% For `sys`: the state.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), sys:get_state(P).
%% {closed,5}
-spec system_get_state(term()) -> {ok, {atom(), term()}}.
system_get_state([_, StateName, Data, _, _]) -> {ok, {StateName, Data}}.

%% For `sys`: the state after a function was applied to it.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []),
%%   sys:replace_state(P, fun({closed, Coins}) -> {open, Coins * 2} end), gen_fsm:sync_send_event(P, push).
%% {go,10}
-spec system_replace_state(fun((term()) -> term()), term()) -> {ok, term(), term()}.
system_replace_state(Fun, [Name, StateName, Data, Module, Time]) ->
    {Next, New} = Result = Fun({StateName, Data}),
    {ok, Result, [Name, Next, New, Module, Time]}.

%% What `sys:get_status` shows of a machine.
%% > {ok, P} = gen_fsm:start_link(turnstile, 5, []), {status, _, _, [_, running, _, _, Shown]} = sys:get_status(P),
%%   lists:last(Shown).
%% {data,[{"StateData",5}]}
-spec format_status(normal | terminate, [term()]) -> [tuple()].
format_status(Option, [Dictionary, SystemState, Parent, Debug, [Name, StateName, Data, Module, _]]) ->
    Specific = case erlang:function_exported(Module, format_status, 2) of
                   true ->
                       case shown(Option, Dictionary, Data, Module) of
                           List when is_list(List) -> List;
                           Term -> [Term]
                       end;
                   false -> [{data, [{"StateData", Data}]}]
               end,
    [{header, gen:format_status_header("Status for state machine", Name)},
     {data, [{"Status", SystemState}, {"Parent", Parent}, {"Logged events", sys:get_log(Debug)},
             {"StateName", StateName}]} | Specific].

print_event(Device, {in, Message, StateName}, Name) ->
    {Format, Args} = case Message of
                         {'$gen_event', Event} -> {"event ~tp", [Event]};
                         {'$gen_all_state_event', Event} -> {"all_state_event ~tp", [Event]};
                         {'$gen_sync_event', {From, _}, Event} -> {"sync_event ~tp from ~tw", [Event, From]};
                         {'$gen_sync_all_state_event', {From, _}, Event} ->
                             {"sync_all_state_event ~tp from ~tw", [Event, From]};
                         {timeout, Timer, {'$gen_timer', Term}} -> {"timer ~tp", [{timeout, Timer, Term}]};
                         {timeout, _, {'$gen_event', Event}} -> {"timer ~tp", [Event]};
                         _ -> {"~tp", [Message]}
                     end,
    io:format(Device, "*DBG* ~tp got " ++ Format ++ " in state ~tw~n", [Name] ++ Args ++ [StateName]);
print_event(Device, {out, Reply, {To, _}, StateName}, Name) ->
    io:format(Device, "*DBG* ~tp sent ~tp to ~tw~n      and switched to state ~tw~n", [Name, Reply, To, StateName]);
print_event(Device, {return, StateName}, Name) ->
    io:format(Device, "*DBG* ~tp switched to state ~tw~n", [Name, StateName]).

%% The text of a report that a machine logs, for error_logger: a format and its arguments.
%% > {Format, Terms} = gen_fsm:format_log(#{label => {gen_fsm, no_handle_info}, module => turnstile,
%%   message => hello}), lists:flatten(io_lib:format(Format, Terms)).
%% "** Undefined handle_info in turnstile\n** Unhandled message: hello\n"
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report that a machine logs, for logger. The map may have `depth`, `chars_limit` and `single_line`.
%% > lists:flatten(gen_fsm:format_log(#{label => {gen_fsm, no_handle_info}, module => turnstile, message => hello},
%%   #{single_line => true})).
%% "Undefined handle_info in turnstile. Unhandled message: hello."
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
