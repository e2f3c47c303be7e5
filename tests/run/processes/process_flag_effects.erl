%% What the flags of process_flag/2 do, not only what they return.
-module(process_flag_effects).
-export([main/0]).
-include("show.hrl").

main() ->
    show("error_handler is not inherited", fun() ->
        process_flag(error_handler, ?MODULE), value(fun() -> process_info(self(), error_handler) end) end),
    show("priority is not inherited", fun() ->
        process_flag(priority, high), value(fun() -> process_info(self(), priority) end) end),
    show("message_queue_data is not inherited", fun() ->
        process_flag(message_queue_data, off_heap), value(fun() -> process_info(self(), message_queue_data) end) end),
    show("trap_exit, set twice", fun() ->
        process_flag(trap_exit, true), process_flag(trap_exit, true), exit(self(), why), receive {'EXIT', _, W} -> W end end),
    show("max_heap_size without kill", fun() ->
        process_flag(max_heap_size, #{size => 10000, kill => false, error_logger => false}), length(lists:seq(1, 50000)) end),
    show("max_heap_size with kill", fun() ->
        process_flag(max_heap_size, #{size => 10000, kill => true, error_logger => false}), length(lists:seq(1, 50000)) end),
    show("max_heap_size 0 is none", fun() ->
        process_flag(max_heap_size, 10000), process_flag(max_heap_size, 0), length(lists:seq(1, 50000)) end),
    show("max_heap_size by spawn_opt", fun() ->
        {P, R} = spawn_opt(fun() -> length(lists:seq(1, 50000)) end,
            [monitor, {max_heap_size, #{size => 10000, kill => true, error_logger => false}}]),
        receive {'DOWN', R, process, P, W} -> W end end),
    show("max_heap_size smaller than min_heap_size", fun() ->
        process_flag(min_heap_size, 100000), process_flag(max_heap_size, #{size => 10000}) end),
    show("max_heap_size smaller than any heap", fun() -> process_flag(max_heap_size, 100) end),
    show("max_heap_size 0 keeps what else was said", fun() ->
        process_flag(max_heap_size, #{size => 0, kill => true, error_logger => false}), process_flag(max_heap_size, 1000) end),
    show("both by spawn_opt", fun() ->
        is_pid(spawn_opt(fun() -> ok end, [{max_heap_size, 1000}, {min_heap_size, 100000}])) end),
    show("sensitive", fun() -> {process_flag(sensitive, true), process_flag(sensitive, false)} end),
    show("priority, seen by others", fun() ->
        Self = self(), process_flag(priority, low), value(fun() -> process_info(Self, priority) end) end).

value(Fun) -> {P, R} = spawn_monitor(fun() -> exit({value, Fun()}) end), receive {'DOWN', R, process, P, {value, V}} -> V end.
