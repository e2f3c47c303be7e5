%% The dictionary, the messages and the calls of a process with the flag sensitive are not shown, not even to itself.
-module(what_sensitive_processes_hide).
-export([main/0]).

main() ->
    put(colour, red),
    self() ! message,
    Pid = spawn(fun() -> put(colour, blue), wait() end),
    Pid ! message,
    timer:sleep(20),
    Items = [dictionary, messages, message_queue_len, status],
    show(self(), Items),
    show(Pid, Items),
    false = process_flag(sensitive, true),
    Pid ! {sensitive, true},
    timer:sleep(20),
    show(self(), Items),
    show(Pid, Items),
    io:format("~p ~p~n", [get(colour), receive message -> got_it end]),
    Pid ! {sensitive, false},
    timer:sleep(20),
    show(Pid, Items),
    true = process_flag(sensitive, false).

show(Pid, Items) -> io:format("~p~n", [process_info(Pid, Items)]).

wait() ->
    receive
        {sensitive, On} ->
            process_flag(sensitive, On),
            wait()
    end.
