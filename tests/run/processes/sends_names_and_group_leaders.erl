%% Sends with options, group leaders, names: what each refuses and what each returns.
-module(sends_names_and_group_leaders).
-export([main/0]).

main() ->
    Other = idle(), Dead = dead(),
    register(other, Other),
    [show(io_lib:format("send to ~p, ~p", [Name, Options]), fun() -> erlang:send(To, hello, Options) end)
     || {Name, To} <- [{pid, Other}, {dead, Dead}, {name, other}, {nobody, nobody}, {name_and_node, {other, node()}},
                       {nobody_and_node, {nobody, node()}}, {elsewhere, {other, 'no@where'}}, {reference, make_ref()}, {alias, alias()}, {number, 1}],
        Options <- [[], [nosuspend], [noconnect], [noconnect, nosuspend]]],
    [show(io_lib:format("send, options ~p", [Options]), fun() -> erlang:send(Other, hello, Options) end)
     || Options <- [thing, [thing], [noconnect | thing]]],
    show("send_nosuspend", fun() -> erlang:send_nosuspend(Other, hello) end),
    show("send_nosuspend to nobody", fun() -> erlang:send_nosuspend(nobody, hello) end),
    show("send_nosuspend with options", fun() -> erlang:send_nosuspend(Other, hello, [noconnect]) end),
    show("what arrived", fun() -> process_info(Other, message_queue_len) end),
    show("group leader of another", fun() -> true = group_leader(Other, Other), process_info(Other, group_leader) =:= {group_leader, Other} end),
    show("group leader that has ended", fun() -> group_leader(Dead, Other) end),
    show("group leader of the dead", fun() -> group_leader(self(), Dead) end),
    show("group leader by name", fun() -> group_leader(id(other), self()) end),
    show("group leader of a name", fun() -> group_leader(self(), id(other)) end),
    show("group leader, a reference", fun() -> group_leader(make_ref(), self()) end),
    show("its children have it, too", fun() ->
        Self = self(), L = idle(), group_leader(L, self()), spawn(fun() -> Self ! {leader, group_leader()} end),
        receive {leader, Theirs} -> Theirs =:= L end end),
    show("not its monitors and links", fun() ->
        L = idle(), group_leader(L, self()), {process_info(L, links), process_info(L, monitored_by)} end),
    show("a second name", fun() -> register(another, Other) end),
    show("a name that is in use", fun() -> register(other, self()) end),
    show("the same again", fun() -> register(other, Other) end),
    [show(io_lib:format("~p as a name", [Name]), fun() -> register(Name, idle()) end)
     || Name <- [undefined, true, '', 'with blank', 1, "text"]],
    show("whereis undefined", fun() -> whereis(undefined) end),
    show("unregister undefined", fun() -> unregister(undefined) end),
    show("a name that was given up", fun() -> unregister(other), register(other, self()), whereis(other) =:= self() end),
    show("for the dead", fun() -> register(late, Dead) end),
    show("alive", fun() -> {is_process_alive(Other), is_process_alive(Dead), is_process_alive(self())} end),
    [show(io_lib:format("is_process_alive(~p)", [Bad]), fun() -> is_process_alive(Bad) end) || Bad <- [other, 1, "text"]],
    [show(io_lib:format("exit(~p, why)", [Bad]), fun() -> exit(Bad, why) end) || Bad <- [other, 1, "text", {other, node()}]],
    show("exit of the dead", fun() -> exit(Dead, why) end),
    show("bump_reductions", fun() -> {erlang:bump_reductions(1), erlang:bump_reductions(100000)} end),
    [show(io_lib:format("bump_reductions(~p)", [Bad]), fun() -> erlang:bump_reductions(Bad) end) || Bad <- [-1, 1 bsl 70, x]],
    show("yield", fun() -> erlang:yield() end).

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

show(What, Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({value, try Fun() catch Class:Reason -> {Class, Reason} end}) end),
    receive {'DOWN', Ref, process, Pid, {value, Value}} -> io:format("~s: ~p~n", [What, hide(Value)]) end.

hide(Value) when is_pid(Value) -> pid;
hide(Value) -> Value.

id(Term) -> Term.
