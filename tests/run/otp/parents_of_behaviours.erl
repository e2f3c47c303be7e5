%% Who is the parent of a process that start, start_link and start_monitor make: its end ends the process.
-module(parents_of_behaviours).
-behaviour(gen_server).
-export([main/0, init/1, terminate/2, handle_call/3, handle_cast/2, handle_info/2, handle_event/2, handle_event/4,
         callback_mode/0, terminate/3]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [try_out(Module, Start) || Module <- [gen_server, gen_statem, gen_event], Start <- [start, start_link, start_monitor]].

try_out(Module, Start) ->
    io:format("~p ~p~n", [Module, Start]),
    {ok, Started} = case Module of
                        gen_event -> gen_event:Start([]);
                        gen_server -> gen_server:Start(?MODULE, state, []);
                        gen_statem -> gen_statem:Start(?MODULE, machine, [])
                    end,
    Pid = case Started of
              {P, _} -> P;
              P -> P
          end,
    case Module of
        gen_event -> gen_event:add_handler(Pid, ?MODULE, handler);
        _ -> ok
    end,
    {status, _, _, [_, _, Parent | _]} = sys:get_status(Pid),
    io:format("  parent: ~p~n", [if Parent =:= self() -> starter; Parent =:= Pid -> itself; true -> Parent end]),
    Monitor = monitor(process, Pid),
    Pid ! {'EXIT', self(), bye},
    receive {'DOWN', Monitor, _, _, Reason} -> io:format("  ended: ~p~n", [Reason]) after 20 -> io:format("  lives~n") end.

callback_mode() -> handle_event_function.
init(machine) -> process_flag(trap_exit, true), {ok, state, data};
init(State) -> process_flag(trap_exit, true), {ok, State}.
handle_call(_, _, S) -> {reply, S, S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(I, handler) -> io:format("  handler: ~p~n", [element(1, I)]), {ok, handler};
handle_info(I, S) -> io:format("  info: ~p~n", [element(1, I)]), {noreply, S}.
handle_event(_, S) -> {ok, S}.
handle_event(T, C, _, _) -> io:format("  event: ~p ~p~n", [T, element(1, C)]), keep_state_and_data.
terminate(R, _) -> io:format("  terminate: ~p~n", [R]).
terminate(R, _, _) -> io:format("  terminate: ~p~n", [R]).
