%% Names: who may have one, what is refused, what happens to it at the end of its process.
-module(register_rules).
-export([main/0]).

main() ->
    Pid = idle(),
    show(fun() -> register(one, Pid) end),
    show(fun() -> register(one, idle()) end),
    show(fun() -> register(two, Pid) end),
    show(fun() -> register(undefined, idle()) end),
    show(fun() -> register(id("name"), idle()) end),
    show(fun() -> register(three, id(thing)) end),
    show(fun() -> register(three, dead()) end),
    show(fun() -> whereis(one) =:= Pid end),
    show(fun() -> whereis(nobody) end),
    show(fun() -> whereis(id(1)) end),
    show(fun() -> lists:member(one, registered()) end),
    show(fun() -> unregister(one) end),
    show(fun() -> unregister(one) end),
    show(fun() -> unregister(id(1)) end),
    show(fun() -> register(two, Pid) end),
    show(fun() -> exit(Pid, kill), wait(Pid), {whereis(two), lists:member(two, registered())} end),
    show(fun() -> register(two, self()), {two, node()} ! hello, receive M -> M end end),
    show(fun() -> two ! hello end),
    show(fun() -> {two, node()} ! hello end),
    show(fun() -> {two, 'other@host'} ! hello end),
    show(fun() -> erlang:send(nobody, hello) end),
    show(fun() -> erlang:send(dead(), hello) end),
    show(fun() -> erlang:send(self(), hello, [noconnect, nosuspend]) end),
    show(fun() -> erlang:send(self(), hello, id([thing])) end),
    show(fun() -> id("text") ! hello end).

show(Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({value, try Fun() catch Class:Reason -> {Class, Reason} end}) end),
    receive {'DOWN', Ref, process, Pid, {value, Value}} -> io:format("~p~n", [Value]) end.

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

wait(Pid) -> Ref = monitor(process, Pid), receive {'DOWN', Ref, process, Pid, _} -> ok end.

id(Term) -> Term.
