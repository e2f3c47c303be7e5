-module(behaviour_with_own_callbacks).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2]).

main() ->
    {ok, State} = init(0),
    {ok, Next} = handle_event(tick, State),
    io:format("~p~n", [Next]),
    io:format("~p~n", [proplists:get_value(behaviour, module_info(attributes))]).

init(N) -> {ok, N}.
handle_event(tick, N) -> {ok, N + 1}.
handle_call(_, N) -> {ok, N, N}.
