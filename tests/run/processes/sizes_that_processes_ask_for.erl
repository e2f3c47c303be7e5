%% The sizes of heaps are those of a series; what system_flag/2 says holds for processes to come.
-module(sizes_that_processes_ask_for).
-export([main/0]).

main() ->
    io:format("~p~n", [[rounded(min_heap_size, Size) || Size <- [0, 1, 233, 234, 400, 700, 10000, 20000, 100000]]]),
    io:format("~p~n", [[rounded(min_bin_vheap_size, Size) || Size <- [0, 1, 50000, 100000, 833027, 2000000]]]),
    io:format("~p~n", [[refused(Flag, Value) || Flag <- [min_heap_size, min_bin_vheap_size, fullsweep_after, scheduler],
                                                 Value <- [-1, many, 1.0]]]),
    io:format("spawned: ~p~n", [spawned([{min_heap_size, 300}, {min_bin_vheap_size, 50000}, {fullsweep_after, 7}])]),
    io:format("a scheduler: ~p ~p~n", [spawned([{scheduler, 1}]), process_flag(scheduler, 1)]),
    io:format("none: ~p~n", [refused_spawn([{scheduler, 9999}])]),
    limits(),
    system(),
    collection(process_info(self(), garbage_collection)).

rounded(Flag, Size) ->
    process_flag(Flag, Size),
    {Flag, Rounded} = process_info(self(), Flag),
    Rounded.

refused(Flag, Value) ->
    try process_flag(Flag, Value)
    catch error:badarg -> badarg
    end.

refused_spawn(Options) ->
    try spawn_opt(fun() -> ok end, Options)
    catch error:badarg -> badarg
    end.

spawned(Options) ->
    Items = [min_heap_size, min_bin_vheap_size, fullsweep_after],
    {_, Ref} = spawn_opt(fun() -> exit(process_info(self(), Items)) end, [monitor | Options]),
    receive {'DOWN', Ref, process, _, Reason} -> Reason end.

limits() ->
    Set = fun(Limit) -> try process_flag(max_heap_size, Limit) catch error:badarg -> badarg end end,
    [io:format("~p: ~p~n", [Limit, Set(Limit)]) ||
        Limit <- [10, 100000000, #{size => 100000000, kill => false}, #{kill => true}, #{size => 0, error_logger => false},
                  many, 0]].

system() ->
    Flags = [{min_heap_size, 1000}, {min_bin_vheap_size, 60000}, {fullsweep_after, 3},
             {max_heap_size, #{size => 50000000, kill => false}}, {backtrace_depth, 3}],
    Old = [{Flag, erlang:system_flag(Flag, Value)} || {Flag, Value} <- Flags],
    io:format("before: ~p~n", [Old]),
    io:format("now: ~p~n", [[erlang:system_info(Item) || Item <- [min_heap_size, min_bin_vheap_size, fullsweep_after,
                                                                  max_heap_size, garbage_collection]]]),
    io:format("spawned: ~p~n", [spawned([])]),
    io:format("frames: ~p~n", [frames()]),
    [erlang:system_flag(Flag, Value) || {Flag, Value} <- Old],
    io:format("frames: ~p~n", [frames()]),
    io:format("~p~n", [[refused_flag(Flag, Value) || {Flag, Value} <- [{min_heap_size, -1}, {max_heap_size, 5},
        {backtrace_depth, deep}, {schedulers_online, 0}, {scheduler_wall_time, maybe}, {colour, 1}]]]).

refused_flag(Flag, Value) ->
    try erlang:system_flag(Flag, Value)
    catch error:badarg -> badarg
    end.

frames() ->
    try first(20)
    catch error:deep:Stack -> length(Stack)
    end.

first(0) -> error(deep);
first(N) -> second(N - 1) + 1.

second(0) -> error(deep);
second(N) -> third(N - 1) + 2.

third(N) when N =< 0 -> error(deep);
third(N) -> first(max(N - 1, 0)) + 3.

collection({garbage_collection, Items}) -> io:format("~p~n", [[Key || {Key, _} <- Items]]).
