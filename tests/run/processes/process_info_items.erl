-module(process_info_items).
-export([main/0, idle/0]).

idle() -> receive stop -> ok end.

main() ->
    P = spawn(?MODULE, idle, []),
    P ! {a, 1}, P ! b,
    receive after 20 -> ok end,
    io:format("~p~n", [process_info(P, [initial_call, current_function, status, message_queue_len, messages, links, trap_exit, priority, dictionary, registered_name, monitors])]),
    io:format("~p~n", [process_info(P, registered_name)]),
    io:format("~p~n", [[is_integer(element(2, process_info(P, I))) || I <- [heap_size, stack_size, reductions, memory, total_heap_size]]]),
    exit(P, kill),
    receive after 10 -> ok end,
    io:format("~p~n", [process_info(P)]),
    io:format("~p~n", [process_info(P, status)]),
    io:format("~p~n", [caught(fun() -> process_info(self(), id(no_such_item)) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
