%% Hibernation, time-outs and a server made of a process.
-module(gen_server_hibernates).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, become/1]).

main() ->
    {ok, P} = gen_server:start_link(?MODULE, self(), []),
    ok = gen_server:call(P, sleep),
    io:format("~p~n", [asleep(P)]),
    io:format("~p~n", [gen_server:call(P, {timeout, 10})]),
    receive {P, Message} -> io:format("~p~n", [Message]) end,
    io:format("~p~n", [gen_server:call(P, {timeout, 5000})]),
    P ! not_a_timeout,
    receive {P, Other} -> io:format("~p~n", [Other]) end,
    {ok, Q} = gen_server:start_link(?MODULE, self(), [{hibernate_after, 10}]),
    timer:sleep(50),
    io:format("~p ~p~n", [asleep(Q), gen_server:call(Q, ping)]),
    {ok, R} = proc_lib:start_link(?MODULE, become, [self()]),
    io:format("~p ~p~n", [gen_server:call(became, ping), whereis(became) =:= R]),
    receive {R, entered} -> io:format("entered~n") end,
    io:format("~p~n", [proc_lib:translate_initial_call(P)]),
    io:format("~p~n", [gen_server:start_link({local, became}, ?MODULE, self(), []) =:= {error, {already_started, R}}]),
    io:format("~p~n", [gen_server:start(?MODULE, slow, [{timeout, 20}])]),
    [gen_server:stop(Pid) || Pid <- [P, Q, R]],
    io:format("~p~n", [catch gen_server:stop(P)]).

asleep(P) ->
    timer:sleep(150),
    process_info(P, current_function) =:= {current_function, {erlang, hibernate, 3}}.

become(To) ->
    register(became, self()),
    proc_lib:init_ack({ok, self()}),
    To ! {self(), entered},
    gen_server:enter_loop(?MODULE, [], To, {local, became}).

init(slow) -> timer:sleep(1000), {ok, slow};
init(To) -> {ok, To}.
handle_call(sleep, _, To) -> {reply, ok, To, hibernate};
handle_call({timeout, Time}, _, To) -> {reply, ok, To, Time};
handle_call(ping, _, To) -> {reply, pong, To}.
handle_cast(_, To) -> {noreply, To}.
handle_info(Message, To) -> To ! {self(), Message}, {noreply, To}.
