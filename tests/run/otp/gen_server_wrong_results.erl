%% What callbacks may not return, and how a server ends then.
-module(gen_server_wrong_results).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [io:format("init ~p: ~p~n", [How, cut(gen_server:start(?MODULE, How, []))])
     || How <- [ignore, {stop, why}, {wrong, value}, {crash, boom}, {exit, bye}, {throw, {stop, thrown}}]],
    [io:format("linked ~p: ~p ~p~n", [How, cut(gen_server:start_link(?MODULE, How, [])), exits()])
     || How <- [ignore, {stop, why}, {wrong, value}, {exit, bye}]],
    io:format("monitored: ~p~n", [gen_server:start_monitor(?MODULE, ignore, [])]),
    [call(Request) || Request <- [wrong, {throw, {reply, thrown, s}}, {stop, normal}, {stop, shutdown}, {stop, {shutdown, x}},
                                  {stop, why}, {stop_reply, why, answer}, {crash, boom}, {exit, bye}, nothing]],
    [tell(fun(P) -> gen_server:cast(P, What) end, What) || What <- [wrong, {stop, done}, {crash, boom}]],
    [tell(fun(P) -> P ! What end, What) || What <- [wrong, {stop, done}, {continue, wrong}, {continue, {stop, later}}]].

call(Request) ->
    {ok, P} = gen_server:start(?MODULE, ok, []),
    M = monitor(process, P),
    io:format("call ~p: ~p~n", [Request, cut(catch gen_server:call(P, Request, 50))]),
    P ! {stop, too_late},
    receive {'DOWN', M, _, _, Reason} -> io:format("  died of ~p~n", [cut(Reason)]) end.

tell(Send, What) ->
    {ok, P} = gen_server:start(?MODULE, ok, []),
    M = monitor(process, P),
    Send(P),
    receive {'DOWN', M, _, _, Reason} -> io:format("~p: died of ~p~n", [What, cut(Reason)]) end.

exits() -> receive {'EXIT', _, Reason} -> {exit_signal, cut(Reason)} after 50 -> none end.

%% Without the frames of the library.
cut([{?MODULE, Function, Arity, _} | _]) -> [{?MODULE, Function, Arity}];
cut({gen_server, call, [_ | Rest]}) -> {gen_server, call, [pid | Rest]};
cut(Tuple) when is_tuple(Tuple) -> list_to_tuple([cut(Element) || Element <- tuple_to_list(Tuple)]);
cut(Pid) when is_pid(Pid) -> pid;
cut(Other) -> Other.

act({crash, Reason}) -> error(Reason);
act({exit, Reason}) -> exit(Reason);
act({throw, Value}) -> throw(Value);
act(Value) -> Value.

init(ok) -> {ok, s};
init(How) -> act(How).

handle_call({stop, Reason}, _, S) -> {stop, Reason, S};
handle_call({stop_reply, Reason, Reply}, _, S) -> {stop, Reason, Reply, S};
handle_call(nothing, _, S) -> {noreply, S};
handle_call(How, _, _) -> act(How).

handle_cast({stop, Reason}, S) -> {stop, Reason, S};
handle_cast(How, _) -> act(How).

handle_info({stop, Reason}, S) -> {stop, Reason, S};
handle_info({continue, _} = Continue, S) -> {noreply, S, Continue};
handle_info(How, _) -> act(How).

handle_continue({stop, Reason}, S) -> {stop, Reason, S};
handle_continue(How, _) -> act(How).

terminate(Reason, State) -> io:format("  terminate ~p ~p~n", [cut(Reason), State]).
