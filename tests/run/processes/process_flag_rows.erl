%% Each flag of process_flag/2: the old value, the new one, what is refused.
-module(process_flag_rows).
-export([main/0]).

main() ->
    [in_turn(Flag, Values) || {Flag, Values} <-
        [{trap_exit, [true, false, true, yes]},
         {priority, [low, high, max, normal, none]},
         {error_handler, [error_handler, 1]},
         {message_queue_data, [off_heap, on_heap, none]},
         {sensitive, [true, false, none]},
         {save_calls, [10, 0, -1, none]},
         {fullsweep_after, [5, 10, -1, none]},
         {max_heap_size, [100000, #{size => 200000, kill => false}, #{size => 0}, #{kill => true}, -1, none]},
         {no_such_flag, [true]}]],
    io:format("numbers: ~p~n", [[is_integer(process_flag(Flag, 1000)) || Flag <- [min_heap_size, min_bin_vheap_size]]]),
    [io:format("~p bad: ~p~n", [Flag, set(Flag, -1)]) || Flag <- [min_heap_size, min_bin_vheap_size]],
    io:format("trap_exit: ~p~n", [process_info(self(), trap_exit)]),
    io:format("others: ~p~n", [other()]).

in_turn(Flag, Values) -> [io:format("~p ~p: ~p~n", [Flag, Value, set(Flag, Value)]) || Value <- Values].

set(save_calls, Value) -> try process_flag(save_calls, Value) catch Class:Reason -> {Class, Reason} end;
set(fullsweep_after, Value) -> try process_flag(fullsweep_after, Value) of Old -> is_integer(Old) catch Class:Reason -> {Class, Reason} end;
set(max_heap_size, Value) ->
    try process_flag(max_heap_size, Value) of
        Old -> maps:with([size, kill, error_logger], Old)
    catch
        Class:Reason -> {Class, Reason}
    end;
set(Flag, Value) -> try process_flag(Flag, Value) catch Class:Reason -> {Class, Reason} end.

other() ->
    Pid = spawn(fun() -> receive stop -> ok end end),
    [try process_flag(Pid, Flag, Value) catch Class:Reason -> {Class, Reason} end
     || {Flag, Value} <- [{save_calls, 0}, {trap_exit, true}, {save_calls, none}]].
