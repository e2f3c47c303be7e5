%% allow: warnings
%% The older state machine: events of a state and of all, time-outs, timers and its end.
-module(gen_fsm_switches).
-behaviour(gen_fsm).
-compile(nowarn_deprecated_function).
-export([main/0, init/1, off/2, off/3, on/2, handle_event/3, handle_sync_event/4, handle_info/3, terminate/3]).

main() ->
    logger:set_primary_config(level, none),
    {ok, P} = gen_fsm:start({local, switch}, ?MODULE, good, []),
    gen_fsm:send_all_state_event(P, hello),
    show([gen_fsm:sync_send_event(P, ask), gen_fsm:sync_send_all_state_event(P, which)]),
    gen_fsm:send_event(switch, {push, 10}),
    show(gen_fsm:sync_send_all_state_event(P, which)),
    timer:sleep(40),
    show(gen_fsm:sync_send_all_state_event(P, timers)),
    timer:sleep(40),
    P ! message,
    show([sys:get_state(P), sys:replace_state(P, fun({Name, Data}) -> {Name, [Data]} end)]),
    M = monitor(process, P),
    {'EXIT', {crashed, {gen_fsm, sync_send_event, [switch, stop]}}} = (catch gen_fsm:sync_send_event(switch, stop)),
    receive {'DOWN', M, _, _, Reason} -> show(Reason) end,
    show(catch gen_fsm:sync_send_event(switch, ask)),
    show([gen_fsm:start(?MODULE, Init, []) || Init <- [wrong, {stop, why}, ignore]]),
    {ok, Q} = gen_fsm:start(?MODULE, good, []),
    show([gen_fsm:stop(Q), catch gen_fsm:stop(Q)]).

show(Term) -> io:format("~p~n", [Term]).

init(good) -> {ok, off, data};
init(Other) -> Other.

off({push, Time}, Data) -> {next_state, on, Data, Time};
off(Event, Data) -> io:format("off ~p~n", [without_timer(Event)]), {next_state, off, Data}.

off(ask, From, Data) -> gen_fsm:reply(From, answer), {next_state, off, Data};
off(stop, _, Data) -> {stop, crashed, Data}.

on(timeout, Data) -> io:format("time-out~n"), {next_state, off, Data}.

handle_event(Event, StateName, Data) -> io:format("all ~p ~p~n", [Event, StateName]), {next_state, StateName, Data}.

handle_sync_event(which, _, StateName, Data) -> {reply, StateName, StateName, Data, 10};
handle_sync_event(timers, _, StateName, Data) ->
    gen_fsm:start_timer(10, timer),
    gen_fsm:send_event_after(20, after_a_while),
    Cancelled = gen_fsm:send_event_after(10, never),
    {reply, is_integer(gen_fsm:cancel_timer(Cancelled)), StateName, Data}.

handle_info(Message, StateName, Data) -> io:format("info ~p~n", [Message]), {next_state, StateName, Data}.

without_timer({timeout, _, Term}) -> {timeout, Term};
without_timer(Event) -> Event.

terminate(Reason, StateName, Data) -> io:format("terminate ~p ~p ~p~n", [Reason, StateName, Data]).
