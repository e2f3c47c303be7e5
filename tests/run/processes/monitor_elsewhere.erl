%% Monitors of what is elsewhere, of the clock, and of what cannot be watched.
-module(monitor_elsewhere).
-export([main/0]).

main() ->
    show("a name at an unknown node", fun() -> R = monitor(process, {server, 'nobody@nowhere'}), down(R) end),
    show("with a tag", fun() ->
        R = monitor(process, {server, 'nobody@nowhere'}, [{tag, lost}]), receive {lost, R, T, I, W} -> {T, I, W} end end),
    show("with an alias", fun() ->
        R = monitor(process, {server, 'nobody@nowhere'}, [{alias, demonitor}]), D = down(R), R ! late, {D, messages()} end),
    show("demonitor before the message", fun() ->
        R = monitor(process, {server, 'nobody@nowhere'}), {demonitor(R, [flush]), messages()} end),
    show("a name at this node", fun() -> down(monitor(process, {server, node()})) end),
    show("the clock", fun() -> R = monitor(time_offset, clock_service), {demonitor(R, [info]), messages()} end),
    show("the clock, seen by others", fun() -> monitor(time_offset, clock_service), process_info(self(), monitors) end),
    show("another clock", fun() -> monitor(time_offset, id(clock)) end),
    show("a process as a port", fun() -> monitor(port, self()) end),
    show("three parts", fun() -> monitor(process, id({a, b, c})) end),
    show("a pid and a node", fun() -> monitor(process, id({self(), node()})) end),
    show("a send to an unknown node", fun() -> {server, 'nobody@nowhere'} ! hello end),
    show("a link to a name", fun() -> link(id(name)) end),
    show("an exit signal to a name", fun() -> exit(id(name), kill) end),
    show("an exit signal to a reference", fun() -> exit(make_ref(), kill) end).

down(Ref) -> receive {'DOWN', Ref, Type, Item, Why} -> {Type, Item, Why} after 2000 -> nothing end.

messages() -> receive Message -> [Message | messages()] after 20 -> [] end.

show(What, Fun) -> io:format("~s: ~p~n", [What, try Fun() catch Class:Reason -> {Class, Reason} end]).

id(Term) -> Term.
