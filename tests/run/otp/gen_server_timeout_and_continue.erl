-module(gen_server_timeout_and_continue).
-behaviour(gen_server).
-export([main/0, init/1, handle_continue/2, handle_call/3, handle_cast/2, handle_info/2]).

main() ->
    {ok, P} = gen_server:start(?MODULE, self(), []),
    receive {continued, X} -> io:format("~p~n", [X]) end,
    io:format("~p~n", [gen_server:call(P, ask)]),
    receive idle -> io:format("idle~n") end,
    R = monitor(process, P),
    gen_server:cast(P, stop),
    receive {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end,
    io:format("~p~n", [gen_server:start(?MODULE, refuse, [])]).

init(refuse) -> {stop, refused};
init(To) -> {ok, To, {continue, now}}.
handle_continue(now, To) -> To ! {continued, now}, {noreply, To}.
handle_call(ask, _, To) -> {reply, answer, To, 10}.
handle_cast(stop, To) -> {stop, normal, To}.
handle_info(timeout, To) -> To ! idle, {noreply, To}.
