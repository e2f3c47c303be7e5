%% What unlink means for exit signals: none comes afterwards, one that came before stays.
-module(unlink_rules).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    show("unlink, then the end", fun() -> P = linked(), unlink(P), stop(P, why), messages() end),
    show("the end, then unlink", fun() -> P = linked(), stop(P, why), unlink(P), reasons(P) end),
    show("unlink and flush", fun() ->
        P = linked(), stop(P, why), unlink(P), receive {'EXIT', P, _} -> true after 0 -> true end, messages() end),
    show("unlink by the other side", fun() -> P = linked(), ask(P, unlink), stop(P, why), messages() end),
    show("two links, one unlink", fun() -> P = linked(), link(P), unlink(P), stop(P, why), messages() end),
    show("unlink, link again", fun() -> P = linked(), unlink(P), link(P), stop(P, why), reasons(P) end),
    show("both link, one unlinks", fun() -> P = linked(), ask(P, link), unlink(P), stop(P, why), messages() end),
    show("unlink of a stranger", fun() -> P = spawn(fun child/0), {unlink(P), stop(P, why), messages()} end),
    show("unlink of the dead", fun() -> P = spawn(fun child/0), stop(P, why), {unlink(P), messages()} end),
    show("link to the dead", fun() -> P = spawn(fun child/0), stop(P, why), {link(P), reasons(P)} end),
    show("unlink of oneself", fun() -> unlink(self()) end),
    show("unlink of a number", fun() -> unlink(id(1)) end),
    show("exit/2 still arrives", fun() -> P = linked(), unlink(P), ask(P, exit), reasons(P) end).

linked() -> spawn_link(fun child/0).

child() ->
    receive
        {From, unlink} -> unlink(From), From ! done, child();
        {From, link} -> link(From), From ! done, child();
        {From, exit} -> exit(From, sent), From ! done, child();
        {stop, Why} -> exit(Why)
    end.

ask(Pid, What) -> Pid ! {self(), What}, receive done -> ok end.

stop(Pid, Why) ->
    Ref = monitor(process, Pid),
    Pid ! {stop, Why},
    receive {'DOWN', Ref, _, _, _} -> ok end.

reasons(Pid) -> receive {'EXIT', Pid, Why} -> [Why | reasons(Pid)] after 20 -> [] end.

messages() -> receive Message -> [Message | messages()] after 20 -> [] end.

show(What, Fun) ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, true),
        Main ! {self(), try Fun() catch Class:Reason -> {Class, Reason} end}
    end),
    receive
        {Pid, Value} -> io:format("~s: ~p~n", [What, Value]), demonitor(Ref, [flush]);
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~s: ends by ~p~n", [What, Reason])
    end.

id(Term) -> Term.
