%% The items of process_info/2 with values that do not depend on the machine.
-module(process_info_rows).
-export([main/0, server/1]).

main() ->
    Main = self(),
    Watched = spawn(fun() -> receive stop -> ok end end),
    Pid = spawn_opt(?MODULE, server, [Main], [link, {priority, low}, {fullsweep_after, 7}]),
    receive ready -> ok end,
    register(the_server, Pid),
    Ref = monitor(process, Pid),
    [Pid ! N || N <- [1, two, {three}]],
    link_others(Pid, Watched),
    Items = [current_function, initial_call, status, message_queue_len, messages, dictionary,
             trap_exit, error_handler, priority, registered_name, suspending, sequential_trace_token, catchlevel,
             message_queue_data, group_leader],
    {current_location, {M, F, A, [_, {line, Line}]}} = process_info(Pid, current_location),
    io:format("current_location: ~p~n", [{M, F, A, Line}]),
    {current_stacktrace, Stack} = process_info(Pid, current_stacktrace),
    io:format("current_stacktrace: ~p~n", [[{M1, F1, A1, L1} || {M1, F1, A1, [_, {line, L1}]} <- Stack]]),
    [show(Item, process_info(Pid, Item), [{Main, main}, {Pid, server}, {Watched, watched}, {group_leader(), leader}]) || Item <- Items],
    {links, Links} = process_info(Pid, links),
    io:format("links: ~p~n", [lists:sort(Links) =:= lists:sort([Main, Watched])]),
    io:format("monitors: ~p~n", [process_info(Pid, monitors) =:= {monitors, [{process, Watched}]}]),
    io:format("monitored_by: ~p~n", [process_info(Pid, monitored_by) =:= {monitored_by, [Main]}]),
    io:format("fullsweep_after: ~p~n", [proplists:get_value(fullsweep_after, element(2, process_info(Pid, garbage_collection)))]),
    io:format("keys of garbage_collection: ~p~n", [[K || {K, _} <- element(2, process_info(Pid, garbage_collection))]]),
    io:format("keys of garbage_collection_info: ~p~n", [[K || {K, _} <- element(2, process_info(Pid, garbage_collection_info))]]),
    io:format("keys of process_info/1: ~p~n", [[K || {K, _} <- process_info(Pid)]]),
    io:format("numbers: ~p~n", [[is_integer(N) || {_, N} <- process_info(Pid, [heap_size, total_heap_size, stack_size, reductions, memory, min_heap_size, min_bin_vheap_size])]]),
    io:format("a list: ~p~n", [process_info(Pid, [priority, trap_exit, priority])]),
    io:format("an empty list: ~p~n", [process_info(Pid, [])]),
    io:format("no name: ~p ~p~n", [process_info(self(), registered_name), process_info(self(), [registered_name])]),
    io:format("backtrace: ~p~n", [is_binary(element(2, process_info(Pid, backtrace)))]),
    io:format("own status: ~p~n", [process_info(self(), status)]),
    io:format("own function: ~p~n", [process_info(self(), current_function)]),
    {current_stacktrace, [{OwnM, OwnF, OwnA, [_, {line, OwnLine}]} | _]} = process_info(self(), current_stacktrace),
    io:format("own place: ~p~n", [{OwnM, OwnF, OwnA, OwnLine}]),
    [io:format("~p: ~p~n", [Bad, try process_info(Pid, Bad) catch C:R -> {C, R} end]) || Bad <- [nothing, 1, [status, nothing], [status | x]]],
    io:format("not a pid: ~p~n", [try process_info(id(thing)) catch C:R -> {C, R} end]),
    unlink(Pid), exit(Pid, kill),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    io:format("the dead: ~p ~p ~p~n", [process_info(Pid), process_info(Pid, status), process_info(Pid, [])]).

link_others(Pid, Watched) ->
    Pid ! {watch, self(), Watched},
    receive watched -> ok end.

server(Main) ->
    process_flag(trap_exit, true),
    put(b, 2), put(a, 1),
    Main ! ready,
    wait(Main).

wait(Main) ->
    receive {watch, From, Other} -> link(Other), monitor(process, Other), From ! watched, wait(Main) end.

show(Item, {Item, Value}, Names) -> io:format("~p: ~p~n", [Item, name(Value, Names)]).

name(Value, Names) when is_pid(Value) -> proplists:get_value(Value, Names, other);
name(Value, _) when is_list(Value) -> try lists:sort(Value) catch _:_ -> Value end;
name(Value, _) -> Value.

id(Term) -> Term.
