%% A state machine's actions: replies, inserted and postponed events, time-outs, entering states.
-module(gen_statem_actions).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).

main() ->
    logger:set_primary_config(level, none),
    {ok, P} = gen_statem:start({local, machine}, ?MODULE, [], []),
    show(run(P, [postpone])),
    show(run(P, [{next_event, internal, one}, {next_event, cast, two}])),
    show(run(P, [{next_event, internal, {insert, [{next_event, internal, inner}]}}, {next_event, internal, outer}])),
    show(run(P, [{timeout, 0, zero}, {next_event, internal, first}])),
    show(run(P, [{timeout, 0, zero}])),
    show(run(P, [{state_timeout, 0, state}, {{timeout, a}, 0, named}, {timeout, 0, event}, {next_event, internal, first}])),
    show(run(P, [{state_timeout, 10, old}, {state_timeout, 20, new}])),
    show(run(P, [{{timeout, a}, 10, named}, {{timeout, b}, 5, other}])),
    show(run(P, [{{timeout, a}, 1000, never}])),
    show(run(P, [{{timeout, a}, update, updated}, {{timeout, c}, update, at_once}])),
    show(run(P, [{{timeout, a}, cancel}, {{timeout, d}, 10, d}])),
    gen_statem:stop(P),
    {ok, Q} = gen_statem:start({local, machine}, ?MODULE, [], [{debug, [{log, 20}]}]),
    show(run(Q, [{state_timeout, erlang:monotonic_time(millisecond) + 20, absolute, {abs, true}}])),
    gen_statem:cast(Q, later),
    gen_statem:cast(Q, even_later),
    show(gen_statem:call(Q, {next, open, [{next_event, internal, inserted}, {state_timeout, 10, closing}]})),
    timer:sleep(40),
    show(gen_statem:call(Q, log)),
    show(gen_statem:call(Q, repeat)),
    show(gen_statem:call(Q, log)),
    show(gen_statem:call(Q, {next, locked, [hibernate]})),
    timer:sleep(150),
    show(process_info(Q, current_function)),
    show(gen_statem:call(Q, log)),
    show(sys:get_state(Q)),
    show(sys:replace_state(Q, fun({S, D}) -> {S, [replaced | D]} end)),
    Id = gen_statem:send_request(Q, log),
    show(gen_statem:receive_response(Id)),
    show(element(1, element(2, catch gen_statem:call(Q, silence, 10)))),
    show(element(1, element(2, catch gen_statem:call(Q, silence, {clean_timeout, 10})))),
    show(catch gen_statem:call(Q, stop_and_reply)),
    show(gen_statem:start(?MODULE, {stop, why}, [])),
    show(gen_statem:start(?MODULE, ignore, [])),
    show(gen_statem:start(?MODULE, wrong, [])),
    show(catch gen_statem:call(machine, x)).

run(P, Actions) ->
    M = monitor(process, P),
    gen_statem:cast(P, {act, Actions}),
    timer:sleep(60),
    Result = try gen_statem:call(P, log) catch exit:_ -> dead end,
    receive {'DOWN', M, _, _, {Reason, _}} -> {died, Reason} after 0 -> demonitor(M), Result end.

show(Term) -> io:format("~p~n", [Term]).

callback_mode() -> [handle_event_function, state_enter].

init([]) -> {ok, locked, []};
init(Other) -> Other.

handle_event(enter, Old, State, Log) -> {keep_state, [{enter, Old, State} | Log]};
handle_event({call, From}, log, _, Log) -> {keep_state, [], {reply, From, lists:reverse(Log)}};
handle_event({call, From}, {next, Next, Actions}, _, Log) -> {next_state, Next, Log, [{reply, From, ok} | Actions]};
handle_event({call, From}, repeat, _, Log) -> {repeat_state, Log, [{reply, From, ok}]};
handle_event({call, _}, silence, _, _) -> keep_state_and_data;
handle_event({call, From}, stop_and_reply, _, _) -> {stop_and_reply, normal, {reply, From, bye}};
handle_event(cast, {act, [postpone]}, _, _) -> {keep_state_and_data, [{next_event, internal, after_postpone}]};
handle_event(cast, {act, Actions}, _, _) -> {keep_state_and_data, Actions};
handle_event(internal, {insert, Actions}, _, Log) -> {keep_state, [inserting | Log], Actions};
handle_event(cast, Event, locked, Log) when Event =:= later; Event =:= even_later ->
    {keep_state, [{postponed, Event} | Log], [postpone]};
handle_event(state_timeout, closing, open, Log) -> {next_state, locked, [closing | Log]};
handle_event(Type, Content, State, Log) -> {keep_state, [{Type, Content, State} | Log]}.

terminate(Reason, State, _) ->
    io:format("terminate ~p ~p~n", [case Reason of {R, [_ | _]} -> R; _ -> Reason end, State]).
