%% Items of process_info/2 of oneself and of others: exact shapes, order in lists, what is refused.
-module(process_info_of_others).
-export([main/0, waits/0]).

main() ->
    Main = self(),
    Other = spawn(?MODULE, waits, []),
    io:format("~p~n", [process_info(Other, parent) =:= {parent, Main}]),
    Items = [binary, trace, last_calls, sequential_trace_token, suspending, catchlevel, min_heap_size, min_bin_vheap_size,
             message_queue_data, error_handler, priority, trap_exit, status, messages, message_queue_len, dictionary,
             registered_name, links, monitors, async_dist],
    [io:format("~p: ~p, own: ~p~n", [Item, item(Other, Item), item(Main, Item)]) || Item <- Items],
    io:format("dictionary: ~p~n", [begin put(a, 1), process_info(self(), dictionary) end]),
    [io:format("~p: ~p, own: ~p~n", [Item, item(Other, Item), item(Main, Item)])
     || Item <- [{dictionary}, [], [[]], "status"]],
    io:format("twice: ~p~n", [process_info(Other, [status, status])]),
    io:format("registered_name, unnamed: ~p ~p~n", [process_info(Other, registered_name), process_info(Other, [registered_name, status])]),
    register(named, Other),
    io:format("registered_name: ~p ~p~n", [process_info(Other, registered_name), process_info(Other, [registered_name])]),
    io:format("in process_info/1: ~p ~p~n", [hd(process_info(Other)), hd(process_info(self()))]),
    io:format("group_leader: ~p~n", [process_info(Other, group_leader) =:= {group_leader, group_leader()}]),
    [Other ! M || M <- [1, {two}, "three", <<4>>]],
    io:format("~p~n", [process_info(Other, [messages, message_queue_len])]),
    io:format("~p~n", [process_info(self(), [messages, message_queue_len])]),
    io:format("memory of itself: ~p~n", [[{I, 0 < element(2, process_info(self(), I))} || I <- [memory, heap_size, total_heap_size, reductions]]]),
    io:format("garbage_collection_info: ~p~n", [element(1, process_info(self(), garbage_collection_info))]),
    io:format("current_function: ~p ~p~n", [process_info(Other, current_function), process_info(self(), current_function)]),
    io:format("initial_call: ~p~n", [process_info(Other, initial_call)]),
    io:format("no pid: ~p ~p~n", [caught(fun() -> process_info(id(named), status) end), caught(fun() -> process_info(make_ref()) end)]),
    exit(Other, kill), receive after 20 -> ok end,
    io:format("dead: ~p ~p ~p ~p~n", [process_info(Other), process_info(Other, status), process_info(Other, [status]), process_info(Other, [])]),
    io:format("dead and a wrong item: ~p ~p~n", [caught(fun() -> process_info(Other, id(thing)) end), caught(fun() -> process_info(Other, id([thing])) end)]),
    Trapped = spawn(fun() -> process_flag(trap_exit, true), process_flag(priority, high), receive stop -> ok end end),
    receive after 20 -> ok end,
    io:format("~p~n", [process_info(Trapped, [trap_exit, priority, current_function])]).

waits() -> receive stop -> ok end.

item(Pid, Item) ->
    case caught(fun() -> process_info(Pid, Item) end) of
        {min_heap_size, N} when is_integer(N) -> number;
        {min_bin_vheap_size, N} when is_integer(N) -> number;
        Value -> Value
    end.

caught(Fun) -> try Fun() catch Class:Reason -> {Class, Reason} end.

id(Term) -> Term.
