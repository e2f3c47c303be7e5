%% Unread messages count in the memory of a process, and in its heap unless they are kept beside it.
-module(mail_counts_as_memory).
-export([main/0]).

main() ->
    [io:format("~p: ~p~n", [Where, measured(Where)]) || Where <- [on_heap, off_heap]],
    ok.

measured(Where) ->
    Pid = spawn_opt(fun() -> receive stop -> ok end end, [{message_queue_data, Where}]),
    [{memory, Memory0}, {total_heap_size, Heap0}] = process_info(Pid, [memory, total_heap_size]),
    [Pid ! lists:seq(1, 1000) || _ <- lists:seq(1, 100)],
    [{memory, Memory1}, {total_heap_size, Heap1}] = process_info(Pid, [memory, total_heap_size]),
    exit(Pid, kill),
    Words = (Memory1 - Memory0) div erlang:system_info(wordsize),
    {Words >= 200000, Words < 210000, (Heap1 - Heap0) div 10000}.
