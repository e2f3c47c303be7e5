-module(gen_statem_door).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, locked/3, open/3]).

main() ->
    {ok, D} = gen_statem:start_link(?MODULE, "12", []),
    Press = fun(C) -> gen_statem:call(D, {press, C}) end,
    io:format("~p~n", [[Press($1), Press($3), Press($1), Press($2)]]),
    io:format("~p~n", [Press($9)]),
    timer:sleep(600),
    io:format("~p~n", [Press($1)]),
    gen_statem:stop(D).

callback_mode() -> state_functions.
init(Code) -> {ok, locked, {Code, Code}}.
locked({call, F}, {press, C}, {[C], Code}) -> {next_state, open, {Code, Code}, [{reply, F, opened}, {state_timeout, 400, close}]};
locked({call, F}, {press, C}, {[C | Rest], Code}) -> {keep_state, {Rest, Code}, [{reply, F, next}]};
locked({call, F}, {press, _}, {_, Code}) -> {keep_state, {Code, Code}, [{reply, F, wrong}]}.
open(state_timeout, close, Data) -> {next_state, locked, Data};
open({call, F}, _, _) -> {keep_state_and_data, [{reply, F, already_open}]}.
