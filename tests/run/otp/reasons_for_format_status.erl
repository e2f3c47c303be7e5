%% What format_status/1 is given as the reason of an end, and what the report makes of its answer.
-module(reasons_for_format_status).
-behaviour(gen_server).
-export([terminate/2, terminate/3, main/0, log/2, init/1, handle_call/3, handle_cast/2, handle_event/4, callback_mode/0, format_status/1]).

main() ->
    process_flag(trap_exit, true),
    logger:remove_handler(default),
    ok = logger:add_handler(here, ?MODULE, #{}),
    [case Kind of
         gen_server -> {ok, P} = gen_server:start(?MODULE, server, []), ended(P, How);
         gen_statem -> {ok, P} = gen_statem:start(?MODULE, machine, []), ended(P, How)
     end || Kind <- [gen_server, gen_statem], How <- [error, exit, throw, stop, bad, {terminate, error}, {terminate, exit}, {terminate, throw}]].

ended(Pid, How) ->
    io:format("~p~n", [How]),
    Monitor = monitor(process, Pid),
    gen_server:cast(Pid, How),
    receive {'DOWN', Monitor, _, _, Reason} -> io:format("ended ~0p~n", [short(Reason)]) end.

log(#{msg := {report, #{label := {proc_lib, crash}}}}, _) -> ok;
log(#{msg := {report, #{reason := Reason} = Report}}, _) ->
    io:format("report ~0p ~0p~n", [short(Reason), maps:get(last_message, Report, none)]).

short({M, F, A, [_ | _]}) when is_atom(M), is_atom(F) -> {M, F, A};
short([{M, F, _, _} | _]) when is_atom(M), is_atom(F) -> {trace, M};
short(Tuple) when is_tuple(Tuple) -> list_to_tuple([short(Item) || Item <- tuple_to_list(Tuple)]);
short(Other) -> Other.

callback_mode() -> handle_event_function.
init(machine) -> {ok, state, data};
init(State) -> {ok, State}.
handle_call(_, _, S) -> {reply, S, S}.
handle_cast(error, _) -> error(oops);
handle_cast(exit, _) -> exit(gone);
handle_cast(throw, _) -> throw(thrown);
handle_cast(stop, S) -> {stop, stopped, S};
handle_cast(bad, _) -> bad;
handle_cast({terminate, _} = How, _) -> {stop, normal, How}.
handle_event(cast, stop, _, _) -> {stop, stopped};
handle_event(cast, {terminate, _} = How, _, _) -> {stop, normal, How};
handle_event(cast, How, _, Data) -> handle_cast(How, Data).

terminate(_, {terminate, How}) -> handle_cast(How, none);
terminate(_, _) -> ok.
terminate(_, _, Data) -> terminate(none, Data).

format_status(Status) ->
    maps:map(fun(reason, Reason) ->
                     io:format("given ~0p~n", [short(Reason)]),
                     case Reason of
                         {Class, Why, Stack} -> {Class, {shown, Why}, Stack};
                         _ -> {shown, Reason}
                     end;
                (message, Message) -> {shown, Message};
                (_, Other) -> Other
             end, Status).
