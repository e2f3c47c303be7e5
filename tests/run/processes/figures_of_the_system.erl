%% What statistics/1, memory/0,1 and system_info/1 say is of the right kind, and adds up.
-module(figures_of_the_system).
-export([main/0]).

main() ->
    [io:format("~p: ~p~n", [Item, kind(erlang:system_info(Item))]) || Item <- items()],
    [io:format("~p: ~p~n", [Item, kind(statistics(Item))]) || Item <- figures()],
    [io:format("~p~n", [refused(F, X)]) || F <- [system_info, statistics, memory], X <- [colour, 5, "memory", {a, b}]],
    memory(),
    grows(),
    wall_time().

items() ->
    [atom_count, build_type, compat_rel, context_reductions, delayed_node_table_gc,
     dist_buf_busy_limit, ets_count, fullsweep_after, garbage_collection, heap_type, info, loaded, max_heap_size,
     message_queue_data, min_bin_vheap_size, min_heap_size, os_monotonic_time_source, os_system_time_source,
     outstanding_system_requests_limit, port_count, procs, schedulers, trace_control_word, wordsize,
     {wordsize, external}].

figures() ->
    [context_switches, exact_reductions, garbage_collection, io, reductions, run_queue, runtime, scheduler_wall_time,
     total_active_tasks, total_run_queue_lengths, wall_clock].

refused(Function, Item) ->
    try apply(erlang, Function, [Item])
    catch error:badarg -> {Function, Item}
    end.

kind(Number) when is_integer(Number) -> integer;
kind(Binary) when is_binary(Binary) -> binary;
kind(Tuple) when is_tuple(Tuple) -> list_to_tuple([kind(Element) || Element <- tuple_to_list(Tuple)]);
kind([_ | _] = List) -> [kind(Element) || Element <- List];
kind(Map) when is_map(Map) -> maps:map(fun(_, Value) -> kind(Value) end, Map);
kind(Other) -> Other.

memory() ->
    Before = erlang:memory(),
    io:format("~p~n", [[Key || {Key, _} <- Before]]),
    Binary = binary:copy(<<1>>, 20000000),
    Table = ets:new(table, []),
    [ets:insert(Table, {N, erlang:make_tuple(1000, x)}) || N <- lists:seq(1, 300)],
    Self = self(),
    Pid = spawn(fun() -> T = erlang:make_tuple(500000, x), Self ! made, receive stop -> T end end),
    receive made -> ok end,
    After = erlang:memory([total, processes, system, binary, ets]),
    Grown = [{Key, Bytes - proplists:get_value(Key, Before)} || {Key, Bytes} <- After],
    [io:format("~p grows: ~p~n", [Key, proplists:get_value(Key, Grown) > Least])
     || {Key, Least} <- [{processes, 2000000}, {binary, 19000000}, {ets, 2000000}]],
    Sum = proplists:get_value(processes, After) + proplists:get_value(system, After),
    io:format("adds up: ~p~n", [Sum =:= proplists:get_value(total, After)]),
    exit(Pid, kill),
    byte_size(Binary) + ets:info(Table, size).

grows() ->
    [statistics(Item) || Item <- [reductions, runtime, wall_clock]],
    {Collections, Words, 0} = statistics(garbage_collection),
    busy(erlang:monotonic_time(millisecond) + 300, 50),
    io:format("since: ~p~n", [[element(2, statistics(Item)) >= Least
                               || {Item, Least} <- [{reductions, 100}, {runtime, 1}, {wall_clock, 290}]]]),
    {Later, More, 0} = statistics(garbage_collection),
    io:format("collections: ~p~n", [{Later > Collections, More > Words}]).

%% Works until a time, and at least so often.
busy(End, Count) ->
    _ = lists:seq(1, 1000),
    (Count > 0 orelse erlang:monotonic_time(millisecond) < End) andalso busy(End, Count - 1).

wall_time() ->
    io:format("~p~n", [erlang:system_flag(scheduler_wall_time, true)]),
    Before = lists:sort(statistics(scheduler_wall_time)),
    busy(erlang:monotonic_time(millisecond) + 200, 50),
    After = lists:sort(statistics(scheduler_wall_time)),
    Shares = [(A2 - A1) / (T2 - T1) || {{Id, A1, T1}, {Id, A2, T2}} <- lists:zip(Before, After)],
    io:format("shares: ~p~n", [lists:all(fun(Share) -> Share >= 0 andalso Share =< 1.1 end, Shares)]),
    io:format("~p ~p~n", [erlang:system_flag(scheduler_wall_time, false), statistics(scheduler_wall_time)]).
