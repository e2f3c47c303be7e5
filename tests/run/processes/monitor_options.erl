%% The options of monitor/3, spawn_opt's monitor and spawn_request, in their combinations; how a holder is seen by others.
-module(monitor_options).
-export([main/0]).
-include("show.hrl").

main() ->
    show("no options", fun() -> down(monitor(process, dead(), [])) end),
    show("the last tag counts", fun() ->
        R = monitor(process, dead(), [{tag, first}, {tag, second}]), receive {T, R, _, _, W} -> {T, W} end end),
    show("the last alias counts", fun() ->
        R = monitor(process, dead(), [{alias, demonitor}, {alias, explicit_unalias}]), down(R), R ! still, messages() end),
    show("a tag and an alias", fun() ->
        R = monitor(process, idle(), [{tag, {gone, 1}}, {alias, reply_demonitor}]), R ! one, R ! two,
        {messages(), demonitor(R, [info])} end),
    show("a large tag", fun() ->
        T = lists:seq(1, 100), R = monitor(process, dead(), [{tag, T}]), receive {T, R, process, _, W} -> W end end),
    show("a tag and flush", fun() ->
        R = monitor(process, dead(), [{tag, gone}]), wait(), F = demonitor(R, [flush]), {F, length(messages())} end),
    show("a tag and flush, info", fun() ->
        R = monitor(process, dead(), [{tag, gone}]), wait(), F = demonitor(R, [flush, info]), {F, length(messages())} end),
    show("demonitor without options", fun() -> demonitor(monitor(process, idle()), []) end),
    show("demonitor, no list", fun() -> demonitor(make_ref(), id(flush)) end),
    show("demonitor, improper list", fun() -> demonitor(make_ref(), id([flush | info])) end),
    show("demonitor, twice the same", fun() -> demonitor(monitor(process, idle()), [flush, flush, info, info]) end),
    show("no list", fun() -> monitor(process, self(), id(alias)) end),
    show("improper list", fun() -> monitor(process, self(), id([{tag, a} | b])) end),
    show("a lone tag", fun() -> monitor(process, self(), id([tag])) end),
    show("a lone alias", fun() -> monitor(process, self(), id([alias])) end),
    show("the clock with a tag", fun() -> is_reference(monitor(time_offset, clock_service, [{tag, t}])) end),
    show("spawn_opt, a tag", fun() ->
        {P, R} = spawn_opt(fun() -> exit(why) end, [{monitor, [{tag, gone}]}]), receive {gone, R, process, P, W} -> W end end),
    show("spawn_opt, no options", fun() ->
        {P, R} = spawn_opt(fun() -> exit(why) end, [{monitor, []}]), receive {'DOWN', R, process, P, W} -> W end end),
    show("spawn_opt, a bad option", fun() -> spawn_opt(fun() -> ok end, id([{monitor, [thing]}])) end),
    show("spawn_opt, monitor twice", fun() ->
        {P, R} = spawn_opt(fun() -> exit(why) end, [monitor, monitor]), receive {'DOWN', R, process, P, W} -> W end, {W, messages()} end),
    show("held by a pid", fun() -> P = idle(), monitor(process, P), {monitors, [{process, Q}]} = process_info(self(), monitors), P =:= Q end),
    show("held by a name", fun() ->
        register(held, idle()), monitor(process, held), process_info(self(), monitors) end),
    show("held by a name and a node", fun() ->
        register(held_so, idle()), monitor(process, {held_so, node()}), process_info(self(), monitors) end),
    show("held of nobody", fun() -> monitor(process, nobody_here), process_info(self(), monitors) end),
    show("watched twice", fun() ->
        P = idle(), monitor(process, P), monitor(process, P), {monitored_by, L} = process_info(P, monitored_by), Self = self(), L =:= [Self, Self] end),
    show("watched no more", fun() ->
        P = idle(), R = monitor(process, P), demonitor(R), {process_info(P, monitored_by), process_info(self(), monitors)} end),
    show("the watcher ends", fun() ->
        P = idle(), run(fun() -> monitor(process, P) end), process_info(P, monitored_by) end),
    show("a name taken over", fun() ->
        First = idle(), register(taken, First), R = monitor(process, taken), unregister(taken), register(taken, idle()),
        First ! stop, down(R) end).

down(Ref) -> receive {'DOWN', Ref, Type, Item, Why} when is_pid(Item) -> {Type, pid, Why}; {'DOWN', Ref, Type, Item, Why} -> {Type, Item, Why} end.

wait() -> receive after 20 -> ok end.

run(Fun) -> {Pid, Ref} = spawn_monitor(Fun), receive {'DOWN', Ref, process, Pid, _} -> ok end.

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

messages() -> receive Message -> [Message | messages()] after 20 -> [] end.

id(Term) -> Term.
