%% A bridge starts and ends its subsystem, and ends with it.
-module(supervisor_bridge_ends).
-behaviour(supervisor_bridge).
-export([main/0, init/1, terminate/2]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, Bridge} = supervisor_bridge:start_link({local, bridge}, ?MODULE, good),
    io:format("~p~n", [whereis(bridge) =:= Bridge]),
    exit(Bridge, shutdown),
    receive {'EXIT', Bridge, Reason} -> io:format("~p~n", [Reason]) end,
    {ok, Other} = supervisor_bridge:start_link(?MODULE, good),
    subsystem ! crash,
    receive {'EXIT', Other, Why} -> io:format("~p~n", [Why]) end,
    io:format("~p ~p~n", [supervisor_bridge:start_link(?MODULE, ignore), exits()]),
    io:format("~p ~p~n", [supervisor_bridge:start_link(?MODULE, {error, no}), exits()]).

exits() -> receive {'EXIT', _, Reason} -> Reason after 20 -> none end.

init(good) ->
    Me = self(),
    Pid = spawn(fun() -> register(subsystem, self()), Me ! ready, receive crash -> exit(crashed); stop -> ok end end),
    receive ready -> {ok, Pid, state} end;
init(Other) -> Other.

terminate(Reason, State) ->
    io:format("terminate ~p ~p~n", [Reason, State]),
    %% The name is free again when this returns.
    Ref = monitor(process, subsystem),
    catch subsystem ! stop,
    receive {'DOWN', Ref, process, _, _} -> ok end.
