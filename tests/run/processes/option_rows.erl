%% The options of spawn_opt, timers, aliases and flags: repeated, wrong, at their limits.
-module(option_rows).
-export([main/0, child/0]).
-include("show.hrl").

main() ->
    [show(io_lib:format("spawn_opt ~p", [Options]), fun() -> items(spawn_opt(fun child/0, id(Options)), Items) end)
     || {Options, Items} <- [{[{priority, low}, {priority, high}], [priority]}, {[{message_queue_data, off_heap}], [message_queue_data]},
                             {[{message_queue_data, on_heap}, {message_queue_data, off_heap}], [message_queue_data]},
                             {[{priority, max}], [priority]}, {[link, link], [priority]},
                             {[{async_dist, x}], []}, {[{link, true}], []}, {[{priority}], []}, {[{priority, low, x}], []},
                             {[{fullsweep_after, 0}], []}, {[{fullsweep_after, -1}], []}, {[{fullsweep_after, x}], []},
                             {[{min_heap_size, 0}], []}, {[{min_heap_size, 1 bsl 70}], []}, {[{min_bin_vheap_size, -1}], []},
                             {[{max_heap_size, 0}], []}, {[{max_heap_size, -1}], []}, {[{max_heap_size, #{}}], []},
                             {[{max_heap_size, #{size => 0}}], []}, {[{max_heap_size, #{size => 10000, kill => x}}], []},
                             {[{max_heap_size, #{size => 10000, other => x}}], []}, {[{max_heap_size, #{kill => true}}], []},
                             {[{message_queue_data, mixed}], []}, {[{save_calls, 1}], []}, {[{trap_exit, true}], []}]],
    [show(io_lib:format("spawn_opt/4 ~p", [Options]), fun() -> spawn_opt(?MODULE, child, [], id(Options)), ok end)
     || Options <- [[], [{priority, low}], [x], x]],
    [show(io_lib:format("max_heap_size ~p", [Value]), fun() -> process_flag(max_heap_size, id(0)), process_flag(max_heap_size, Value), maps:with([size, kill, error_logger], process_flag(max_heap_size, 0)) end)
     || Value <- [0, 233, 10000, #{size => 10000}, #{size => 10000, kill => false}, #{size => 10000, error_logger => false},
                  #{size => 10000, kill => false, error_logger => false}, #{size => 0, kill => false}, #{size => x}, #{}, 1 bsl 70]],
    [show(io_lib:format("process_flag(~p, ~p)", [Flag, Value]), fun() -> process_flag(Flag, Value) end)
     || {Flag, Value} <- [{trap_exit, 1}, {trap_exit, undefined}, {priority, 1}, {error_handler, "x"}, {message_queue_data, true},
                          {sensitive, 1}, {save_calls, 10001}, {save_calls, 10000}, {save_calls, 0},
                          {"trap_exit", true}, {1, true}]],
    [show(io_lib:format("alias ~p", [Options]), fun() -> is_reference(alias(id(Options))) end)
     || Options <- [[], [explicit_unalias], [reply], [reply, explicit_unalias], [explicit_unalias, reply], [reply, reply], [{alias, reply}], x, [reply | x]]],
    show("the last mode of an alias counts", fun() -> A = alias([reply, explicit_unalias]), A ! 1, A ! 2, messages() end),
    show("the last mode of an alias counts again", fun() -> A = alias([explicit_unalias, reply]), A ! 1, A ! 2, messages() end),
    [show(io_lib:format("start_timer ~p", [Options]), fun() -> erlang:cancel_timer(erlang:start_timer(100000, self(), x, id(Options))), ok end)
     || Options <- [[], [{abs, false}], [{abs, true}], [{abs, x}], [abs], [{abs, true}, {abs, false}], x, [{abs, true} | x]]],
    [show(io_lib:format("cancel_timer ~p", [Options]), fun() ->
         R = erlang:start_timer(100000, self(), x), A = erlang:cancel_timer(R, id(Options)), {number(A), [number(element(3, M)) || M <- messages()]} end)
     || Options <- [[], [{async, true}], [{async, false}], [{info, true}], [{info, false}], [{async, true}, {info, true}], [{async, true}, {info, false}],
                    [{async, true}, {async, false}], [{info, false}, {info, true}], [{async, x}], [{info, x}], [async], [info], x, [{async, true} | x]]],
    [show(io_lib:format("read_timer ~p", [Options]), fun() ->
         R = erlang:start_timer(100000, self(), x), A = erlang:read_timer(R, id(Options)), {number(A), [number(element(3, M)) || M <- messages()]} end)
     || Options <- [[], [{async, true}], [{async, false}], [{info, true}], [{async, x}], [async], x]],
    [show(io_lib:format("~p an unknown timer ~p", [Function, Options]), fun() -> A = erlang:Function(make_ref(), Options), {A, [element(3, M) || M <- messages()]} end)
     || Function <- [cancel_timer, read_timer], Options <- [[], [{async, true}]]],
    show("cancel by another, asynchronously", fun() ->
        R = erlang:start_timer(100000, self(), x), Self = self(),
        run(fun() -> ok = erlang:cancel_timer(R, [{async, true}]), Self ! {other, [{T, number(N)} || {T, Ref, N} <- messages(), Ref =:= R]} end),
        {messages(), erlang:read_timer(R)} end),
    show("a timer of the dead", fun() ->
        Self = self(), run(fun() -> Self ! {timer, erlang:start_timer(20, Self, x)} end),
        receive {timer, R} -> receive {timeout, R, x} -> fires after 1000 -> never end end end),
    show("an alias as receiver", fun() -> erlang:send_after(1, alias(), x) end),
    show("a wrong option cancels nothing", fun() ->
        R = erlang:start_timer(100000, self(), x), A = try erlang:cancel_timer(R, id([thing])) catch error:badarg -> badarg end,
        {A, is_integer(erlang:cancel_timer(R))} end),
    show("a name and a node as receiver", fun() -> erlang:send_after(1, {name, node()}, x) end),
    show("monitor reference as timer", fun() -> R = monitor(process, self()), {erlang:cancel_timer(R), erlang:read_timer(R)} end),
    show("timer reference as monitor", fun() -> R = erlang:start_timer(100000, self(), x), {demonitor(R), is_integer(erlang:cancel_timer(R))} end),
    show("timer reference as alias", fun() -> R = erlang:start_timer(100000, self(), x), {unalias(R), is_integer(erlang:cancel_timer(R))} end),
    show("alias as monitor", fun() -> A = alias(), D = demonitor(A), A ! still, {D, messages()} end).

child() -> receive stop -> ok end.

items({Pid, _}, Items) -> items(Pid, Items);
items(Pid, Items) -> process_info(Pid, Items).

number(N) when is_integer(N) -> number;
number(Other) -> Other.

run(Fun) -> {Pid, Ref} = spawn_monitor(Fun), receive {'DOWN', Ref, process, Pid, _} -> ok end.

messages() -> receive Message -> [Message | messages()] after 5 -> [] end.

id(Term) -> Term.
