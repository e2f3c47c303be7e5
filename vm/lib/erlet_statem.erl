%%% What state machines are asked to do by their callbacks: actions, time-outs and what they print of themselves.
-module(erlet_statem).

-export([actions/4, replies/2, timeouts/2, event/2, cancel/2, due/2, pending/1]).

-include("gen_statem.hrl").

%%% Actions

%% Does what actions ask for, or notes it in the step; replies go out at once. Entering a state, events can neither be
%% postponed nor inserted. A module to change to may fail to say its mode: its class, reason and trace are the answer.
-spec actions(term(), event | enter, #step{}, #machine{}) ->
    {ok, #step{}, #machine{}} | {error, term()} | {error | exit, term(), [term()]}.
actions(Actions, Kind, Step, Machine) when is_list(Actions) -> each(Actions, Kind, Step, Machine);
actions(Action, Kind, Step, Machine) -> each([Action], Kind, Step, Machine).

each([Action | Rest], Kind, Step, Machine) ->
    case action(Action, Kind, Step, Machine) of
        {ok, NextStep, NextMachine} -> each(Rest, Kind, NextStep, NextMachine);
        not_now -> {error, {bad_state_enter_action_from_state_function, Action}};
        bad -> {error, {bad_action_from_state_function, Action}};
        {_, _, _} = Failed -> Failed
    end;
each([], _, Step, Machine) -> {ok, Step, Machine}.

%% The call that enters a state cannot ask for what is done about events.
action(postpone, enter, _, _) -> not_now;
action({next_event, _, _}, enter, _, _) -> not_now;
action({change_callback_module, Module}, enter, _, _) when is_atom(Module) -> not_now;
action({push_callback_module, Module}, enter, _, _) when is_atom(Module) -> not_now;
action(pop_callback_module, enter, _, #machine{modules = [_, _ | _]}) -> not_now;
action(postpone, event, Step, Machine) -> {ok, Step#step{postpone = true}, Machine};
action({postpone, Flag}, event, Step, Machine) when is_boolean(Flag) ->
    {ok, Step#step{postpone = Flag}, Machine};
action({postpone, false}, enter, Step, Machine) -> {ok, Step, Machine};
action(hibernate, _, Step, Machine) -> {ok, Step#step{hibernate = true}, Machine};
action({hibernate, Flag}, _, Step, Machine) when is_boolean(Flag) -> {ok, Step#step{hibernate = Flag}, Machine};
action({next_event, Type, Content}, event, #step{events = Events} = Step, Machine) ->
    case is_event_type(Type) of
        true -> {ok, Step#step{events = [{Type, Content} | Events]}, Machine};
        false -> bad
    end;
action({reply, {_, _} = From, Reply}, _, Step, Machine) -> {ok, Step, reply(From, Reply, Machine)};
action({change_callback_module, Module}, _, Step, #machine{modules = [_ | Rest]} = Machine) when is_atom(Module) ->
    with_module([Module | Rest], Step, Machine);
action({push_callback_module, Module}, _, Step, #machine{modules = Modules} = Machine) when is_atom(Module) ->
    with_module([Module | Modules], Step, Machine);
action(pop_callback_module, _, Step, #machine{modules = [_ | [_ | _] = Rest]} = Machine) ->
    with_module(Rest, Step, Machine);
action(Action, _, #step{timeouts = Timeouts} = Step, Machine) ->
    case timeout(Action) of
        bad -> bad;
        Timeout -> {ok, Step#step{timeouts = [Timeout | Timeouts]}, Machine}
    end.

is_event_type({call, {_, _}}) -> true;
is_event_type({timeout, _}) -> true;
is_event_type(Type) -> lists:member(Type, [cast, info, internal, timeout, state_timeout]).

with_module([Module | _] = Modules, Step, Machine) ->
    case gen_statem:mode_of(Module) of
        {ok, Mode, Enter} -> {ok, Step, Machine#machine{modules = Modules, mode = Mode, enter = Enter}};
        Failed -> Failed
    end.

timeout(infinity) -> {timeout, infinity, infinity, []};
timeout(Time) when is_integer(Time), Time >= 0 -> {timeout, Time, Time, []};
timeout({Type, cancel}) -> of_type(Type, {Type, cancel});
timeout({Type, update, Content}) -> of_type(Type, {Type, update, Content});
timeout({Type, Time, Content}) -> timeout({Type, Time, Content, []});
timeout({Type, Time, Content, {abs, _} = Option}) -> timeout({Type, Time, Content, [Option]});
timeout({Type, Time, Content, Options}) when is_list(Options) ->
    Absolute = lists:member({abs, true}, Options),
    Right = [Option || {abs, Flag} = Option <- Options, is_boolean(Flag)] =:= Options,
    case Time =:= infinity orelse is_integer(Time) andalso (Absolute orelse Time >= 0) of
        true when Right -> of_type(Type, {Type, Time, Content, Options});
        _ -> bad
    end;
timeout(_) -> bad.

of_type(Type, Timeout) when Type =:= timeout; Type =:= state_timeout -> Timeout;
of_type({timeout, _}, Timeout) -> Timeout;
of_type(_, _) -> bad.

%% Sends the replies of `stop_and_reply`.
-spec replies(term(), #machine{}) -> {ok, #machine{}} | {error, term()}.
replies([{reply, {_, _} = From, Reply} | Rest], Machine) -> replies(Rest, reply(From, Reply, Machine));
replies([], Machine) -> {ok, Machine};
replies([Bad | _], _) -> {error, {bad_reply_action_from_state_function, Bad}};
replies(Reply, Machine) -> replies([Reply], Machine).

reply(From, Reply, Machine) ->
    gen_statem:reply(From, Reply),
    event({out, Reply, From}, Machine).

%%% Time-outs

%% Starts and cancels timers; of several for one type the last counts.
-spec timeouts([tuple()], #machine{}) -> #machine{}.
timeouts([], Machine) -> Machine;
timeouts(Newest, Machine) ->
    {Wanted, _} = lists:foldl(fun(Timeout, {Kept, Seen}) ->
                                      Type = element(1, Timeout),
                                      case lists:member(Type, Seen) of
                                          true -> {Kept, Seen};
                                          false -> {[Timeout | Kept], [Type | Seen]}
                                      end
                              end, {[], []}, Newest),
    %% Timers first, newest first, and then what is due already, oldest first.
    {Due, Later} = lists:partition(fun is_due/1, Wanted),
    lists:foldl(fun start/2, lists:foldr(fun start/2, Machine, Later), Due).

is_due({_, 0, _, Options}) -> not lists:member({abs, true}, Options);
is_due({_, update, _}) -> true;
is_due(_) -> false.

start({Type, cancel}, Machine) -> cancel(Type, Machine);
start({Type, infinity, _, _}, Machine) -> cancel(Type, Machine);
start({Type, update, Content}, #machine{timers = Timers} = Machine) ->
    case Timers of
        #{Type := {Timer, _}} -> Machine#machine{timers = Timers#{Type := {Timer, Content}}};
        #{} -> at_once(Type, Content, Machine)
    end;
start({Type, Time, Content, Options} = Timeout, Machine) ->
    Without = cancel(Type, Machine),
    case is_due(Timeout) of
        true -> at_once(Type, Content, event({insert_timeout, {Type, Content}, Machine#machine.state}, Without));
        false ->
            Timer = erlang:start_timer(Time, self(), Type, Options),
            #machine{timers = Timers} = Told = event({start_timer, Timeout, Machine#machine.state}, Without),
            Told#machine{timers = Timers#{Type => {Timer, Content}}}
    end.

at_once(Type, Content, #machine{timers = Timers, zero = Zero} = Machine) ->
    Machine#machine{timers = Timers#{Type => {0, Content}}, zero = Zero ++ [Type]}.

%% Ends a time-out, if there is one of the type.
-spec cancel(term(), #machine{}) -> #machine{}.
cancel(Type, #machine{timers = Timers, zero = Zero} = Machine) ->
    case Timers of
        #{Type := {0, _}} -> Machine#machine{timers = maps:remove(Type, Timers), zero = lists:delete(Type, Zero)};
        #{Type := {Timer, _}} ->
            case erlang:cancel_timer(Timer) of
                false -> receive {timeout, Timer, _} -> ok after 0 -> ok end;
                _ -> ok
            end,
            Machine#machine{timers = maps:remove(Type, Timers)};
        #{} -> Machine
    end.

%% The event of a timer that has gone off, and the machine without it; `unknown` for another's timer.
-spec due({reference() | 0, term()}, #machine{}) -> {{term(), term()}, #machine{}} | unknown.
due({Timer, Type}, #machine{timers = Timers, zero = Zero} = Machine) ->
    case Timers of
        #{Type := {Timer, Content}} ->
            {{Type, Content}, Machine#machine{timers = maps:remove(Type, Timers), zero = lists:delete(Type, Zero)}};
        #{} -> unknown
    end.

%% How many time-outs there are, and which.
-spec pending(#machine{}) -> {non_neg_integer(), [{term(), term()}]}.
pending(#machine{timers = Timers}) ->
    {map_size(Timers), lists:reverse([{Type, Content} || {Type, {_, Content}} <- maps:to_list(Timers)])}.

%%% Looking

%% Tells `sys` of an event.
-spec event(term(), #machine{}) -> #machine{}.
event(_, #machine{debug = []} = Machine) -> Machine;
event(Event, #machine{debug = Debug, name = Name} = Machine) ->
    Machine#machine{debug = sys:handle_debug(Debug, fun print/3, Name, Event)}.

print(Device, Event, Name) ->
    case Event of
        {in, What, State} ->
            io:format(Device, "*DBG* ~tp receive ~ts in state ~tp~n", [Name, text(What), State]);
        {enter, Module, State} -> io:format(Device, "*DBG* ~tp enter ~tp in state ~tp~n", [Name, Module, State]);
        {terminate, Reason, State} ->
            io:format(Device, "*DBG* ~tp terminate ~tp in state ~tp~n", [Name, Reason, State]);
        {out, Reply, {To, _}} -> io:format(Device, "*DBG* ~tp send ~tp to ~tw~n", [Name, Reply, To]);
        {start_timer, Timeout, State} ->
            io:format(Device, "*DBG* ~tp start_timer ~tp in state ~tp~n", [Name, Timeout, State]);
        {insert_timeout, What, State} ->
            io:format(Device, "*DBG* ~tp insert_timeout ~tp in state ~tp~n", [Name, What, State]);
        {Done, What, State, Next} when Done =:= consume; Done =:= postpone ->
            Change = case Next of
                         State -> io_lib:format("~tp", [State]);
                         _ -> io_lib:format("~tp => ~tp", [State, Next])
                     end,
            io:format(Device, "*DBG* ~tp ~tw ~ts in state ~ts~n", [Name, Done, text(What), Change]);
        _ -> io:format(Device, "*DBG* ~tp ~tp~n", [Name, Event])
    end.

text({{call, {From, _}}, Content}) -> io_lib:format("call ~tp from ~tw", [Content, From]);
text({Type, Content}) -> io_lib:format("~tw ~tp", [Type, Content]).
