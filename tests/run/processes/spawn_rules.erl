%% allow: undef
%% The ways to spawn: what they return, their options, what is refused.
-module(spawn_rules).
-export([main/0, child/1]).

main() ->
    Self = self(),
    show("spawn/1", fun() -> is_pid(spawn(fun() -> ok end)) end),
    show("spawn/3", fun() -> spawn(?MODULE, child, [self()]), receive M -> M end end),
    show("no fun", fun() -> spawn(id(thing)) end),
    show("a fun with an argument", fun() -> {P, R} = spawn_monitor(id(fun(_) -> ok end)), receive {'DOWN', R, _, P, W} -> W end end),
    show("no list", fun() -> spawn(?MODULE, child, id(thing)) end),
    show("improper list", fun() -> spawn(?MODULE, child, id([a | b])) end),
    show("no module", fun() -> spawn(id(1), child, []) end),
    show("undef", fun() -> {P, R} = spawn_monitor(no_module, f, [1]), receive {'DOWN', R, process, P, W} -> W end end),
    show("spawn_opt link, monitor", fun() ->
        process_flag(trap_exit, true),
        {P, R} = spawn_opt(fun() -> exit(gone) end, [link, monitor]),
        {receive {'DOWN', R, process, P, W} -> W end, receive {'EXIT', P, X} -> X end} end),
    show("spawn_opt options", fun() ->
        P = spawn_opt(fun() -> receive stop -> ok end end, [{priority, high}, {min_heap_size, 1000}, {message_queue_data, off_heap},
                                                           {max_heap_size, 1000000}, {fullsweep_after, 0}, {min_bin_vheap_size, 100}]),
        {process_info(P, [priority, message_queue_data]), maps:get(size, proplists:get_value(max_heap_size, element(2, process_info(P, garbage_collection))))} end),
    [show(io_lib:format("~p", [Bad]), fun() -> spawn_opt(fun() -> ok end, id(Bad)) end)
     || Bad <- [thing, [thing], [{priority, none}], [{min_heap_size, -1}], [{message_queue_data, x}], [{monitor, x}], [link | x]]],
    show("group leader is inherited", fun() -> spawn(fun() -> Self ! {leader, group_leader()} end), receive after 0 -> ok end, group_leader() =:= leader(Self) end),
    show("trap_exit is not", fun() -> process_flag(trap_exit, true), P = spawn(fun() -> receive stop -> ok end end), process_info(P, trap_exit) end),
    show("the dictionary is not", fun() -> put(a, 1), P = spawn(fun() -> receive stop -> ok end end), process_info(P, dictionary) end),
    show("spawn_link of the undefined", fun() ->
        process_flag(trap_exit, true), P = spawn_link(no_module, f, []), receive {'EXIT', P, {undef, [{M, F, A, _}]}} -> {M, F, A} end end).

leader(_) -> group_leader().

child(To) -> To ! {hello, from, child}.

show(What, Fun) ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Main ! {self(), try Fun() catch Class:Reason -> {Class, Reason} end} end),
    receive
        {Pid, Value} -> io:format("~s: ~p~n", [What, hide(Value)]), demonitor(Ref, [flush]);
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~s: ends by ~p~n", [What, Reason])
    end.

hide({{badarity, {F, Args}}, Stack}) when is_function(F) -> {badarity, Args, length(Stack)};
hide(Value) -> Value.

id(Term) -> Term.
