%% What the call that enters a state may return and ask for, once and again, and with which state and data a machine ends
%% that was given something wrong.
-module(what_entering_a_state_may_ask).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).

callback_mode() -> [handle_event_function, state_enter].

init({Owner, Answers}) ->
    put(owner, Owner),
    put(answers, Answers),
    {ok, first, 0}.

handle_event(enter, Old, State, Data) ->
    told({enter, Old, State, Data}),
    case get(answers) of
        [error | _] -> error(wrong);
        [Answer | Rest] -> put(answers, Rest), Answer;
        [] -> keep_state_and_data
    end;
handle_event(Type, {do, Answer}, State, Data) -> told({Type, State, Data}), Answer;
handle_event(Type, Content, State, Data) -> told({Type, Content, State, Data}), keep_state_and_data.

terminate(Reason, State, Data) -> told({terminate, short(Reason), State, Data}).

told(What) -> get(owner) ! {told, What}.

short({Reason, [{_, _, _, _} | _]}) -> Reason;
short(Reason) -> Reason.

main() ->
    logger:set_primary_config(level, none),
    %% At the start.
    [show([{keep_state, 1, [Action]}], []) || Action <- [postpone, {postpone, false}, {postpone, true}, {postpone, x},
        {next_event, internal, a}, {next_event, nonsense, a}, {next_event, 1}, {nonsense, 1}, {}, hibernate,
        {change_callback_module, ?MODULE}, {change_callback_module, 5}, {push_callback_module, ?MODULE},
        {push_callback_module, 5}, pop_callback_module, {state_timeout, bad, e}, {state_timeout, 0, e}]],
    [show([Answer], []) || Answer <- [{keep_state, 1, bad}, {keep_state, 1, {state_timeout, 0, e}}, {bad, thing},
        {next_state, other, 1}, {next_state, other, 1, []}, {next_state, first, 1}, {next_state, first, 1, [postpone]},
        {repeat_state, 1, [{state_timeout, 0, e}]}, {repeat_state, 1, [{nonsense, 1}]}, stop, {stop, why, 5}, error,
        {stop_and_reply, done, [x]}, {stop_and_reply, done, [], 7}, {stop_and_reply, done, [{reply, x}], 7}]],
    %% Answers to an event.
    [show([], [Answer]) || Answer <- [{next_state, other, 1, [postpone, {nonsense, 1}]}, {keep_state, 1, [{reply, nobody}]},
        {next_state, other, 1, {state_timeout, bad, e}}, {bad, thing}, {repeat_state, 1, [{nonsense, 1}]}, {stop, why, 5},
        {next_state, other, 1, [{next_event, nonsense, e}]}, {stop_and_reply, done, [{reply, x}], 7},
        {next_state, other, 1, [{change_callback_module, 5}]}]],
    %% Entered again and again.
    [show([keep_state_and_data, Second, Third], [First])
     || First <- [{next_state, other, 1}, {repeat_state, 1}, {next_state, other, 1, postpone}],
        Second <- [{repeat_state, 2}, {next_state, third, 3}, {repeat_state, 2, [{state_timeout, 0, e}]}, error],
        Third <- [{repeat_state, 3}, {keep_state, 4, nonsense}, error]],
    ok.

show(Answers, Events) ->
    Started = case gen_statem:start(?MODULE, {self(), Answers}, []) of
        {ok, Pid} ->
            [gen_statem:cast(Pid, {do, Event}) || Event <- Events],
            try gen_statem:stop(Pid) catch exit:Why -> short(Why) end;
        {error, Why} -> {error, short(Why)}
    end,
    io:format("~0p ~0p: ~0p~n    ~0p~n", [Answers, Events, shown(Started), all()]).

%% The end of a machine that was ending already may be told in two ways.
shown(ok) -> ok;
shown({error, _} = Error) -> Error;
shown(_) -> ended.

all() ->
    receive {told, What} -> [What | all()]
    after 0 -> []
    end.
