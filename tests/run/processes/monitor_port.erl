%% outside
%% Monitors of ports: what the message says when the port closes, and what cannot be watched.
-module(monitor_port).
-export([main/0]).

main() ->
    show("port_close", fun() -> P = open(), R = monitor(port, P), port_close(P), down(R, P) end),
    show("the program ends", fun() ->
        P = open_port({spawn, "head -n 1"}, []), R = monitor(port, P), port_command(P, "go\n"), down(R, P) end),
    show("twice", fun() ->
        P = open(), R1 = monitor(port, P), R2 = monitor(port, P), port_close(P), {down(R1, P), down(R2, P)} end),
    show("a closed port", fun() -> P = open(), port_close(P), R = monitor(port, P), down(R, P) end),
    show("from another process", fun() ->
        P = open(), Self = self(),
        spawn(fun() -> R = monitor(port, P), Self ! watching, Self ! {seen, down(R, P)} end),
        receive watching -> port_close(P) end,
        receive {seen, Seen} -> Seen end end),
    show("a tag", fun() ->
        P = open(), R = monitor(port, P, [{tag, closed}]), port_close(P), receive {closed, R, port, P, Why} -> Why end end),
    show("an alias", fun() ->
        P = open(), R = monitor(port, P, [{alias, demonitor}]), R ! one, demonitor(R), R ! two, M = messages(), port_close(P), {M, messages()} end),
    show("demonitor", fun() ->
        P = open(), R = monitor(port, P), D = demonitor(R, [info]), port_close(P), {D, messages()} end),
    show("demonitor and flush", fun() ->
        P = open(), R = monitor(port, P), port_close(P), {demonitor(R, [flush]), messages()} end),
    show("process_info", fun() ->
        P = open(), monitor(port, P), {monitors, [{port, Q}]} = process_info(self(), monitors), port_close(P), Q =:= P end),
    show("an unregistered name", fun() -> R = monitor(port, nobody), down(R, {nobody, node()}) end),
    show("an unregistered name and node", fun() -> R = monitor(port, {nobody, node()}), down(R, {nobody, node()}) end),
    show("the name of a process", fun() -> register(somebody, self()), R = monitor(port, somebody), down(R, {somebody, node()}) end),
    show("a name at another node", fun() -> monitor(port, {nobody, 'nobody@nowhere'}) end),
    show("a port as a process", fun() -> monitor(process, open()) end),
    show("a process as a port", fun() -> monitor(port, self()) end),
    show("no port", fun() -> monitor(port, id("text")) end),
    show("a bad option", fun() -> monitor(port, open(), id([thing])) end).

open() -> open_port({spawn, "cat"}, []).

down(Ref, Item) -> receive {'DOWN', Ref, Type, Item, Why} -> {Type, Why} after 2000 -> nothing end.

messages() -> receive Message -> [Message | messages()] after 20 -> [] end.

%% Each in a process of its own, with which its ports close.
show(What, Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({value, try Fun() catch Class:Reason -> {Class, Reason} end}) end),
    receive {'DOWN', Ref, process, Pid, {value, Value}} -> io:format("~s: ~p~n", [What, Value]) end.

id(Term) -> Term.
