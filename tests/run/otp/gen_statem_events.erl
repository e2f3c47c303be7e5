%% What sys tells of a state machine: each event, what became of it, timers and replies.
-module(gen_statem_events).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, off/3, on/3]).

main() ->
    {ok, P} = gen_statem:start_link({local, lamp}, ?MODULE, [], [{debug, [log, {install, {fun told/3, 0}}]}]),
    gen_statem:cast(P, wait_for_on),
    gen_statem:cast(P, push),
    gen_statem:cast(P, {timer, 10000}),
    io:format("~p~n", [sys:get_state(P)]),
    {status, P, {module, gen_statem}, [_, running, _, _, [{header, Header}, {data, Data} | Rest]]} = sys:get_status(P),
    io:format("~p~n~p~n~p~n", [Header, [Item || {Key, _} = Item <- Data, Key =/= "Parent"], Rest]),
    gen_statem:stop(P).

told(N, Event, Name) -> io:format("~p ~p ~p~n", [N, Name, Event]), N + 1.

callback_mode() -> state_functions.
init([]) -> {ok, off, []}.

off(cast, wait_for_on, _) -> {keep_state_and_data, postpone};
off(cast, push, Log) -> {next_state, on, [push | Log], {state_timeout, 5000, tired}}.

on(cast, wait_for_on, Log) -> {keep_state, [waited | Log]};
on(cast, {timer, Time}, _) -> {keep_state_and_data, [{{timeout, blink}, Time, blink}]}.
