%% suspend_process with its options, how suspensions are counted, and what a suspended process still does.
-module(suspend_asynchronously).
-export([main/0]).

main() ->
    show("asynchronous", fun() ->
        P = echo(), S = erlang:suspend_process(P, [asynchronous]), A = ask(P), erlang:resume_process(P), {S, A, answer()} end),
    show("asynchronous with a tag", fun() ->
        P = echo(), S = erlang:suspend_process(P, [{asynchronous, tag}]), M = receive Any -> Any after 1000 -> nothing end,
        erlang:resume_process(P), {S, M, ask(P)} end),
    show("of the dead, with a tag", fun() ->
        P = dead(), S = erlang:suspend_process(P, [{asynchronous, tag}]), {S, receive Any -> Any after 1000 -> nothing end} end),
    show("of the dead, asynchronous", fun() -> erlang:suspend_process(dead(), [asynchronous]) end),
    show("of the dead, suspending", fun() ->
        erlang:suspend_process(dead(), [asynchronous]), process_info(self(), suspending) end),
    show("of one that ends, suspending", fun() ->
        P = echo(), erlang:suspend_process(P), R = monitor(process, P), exit(P, kill), receive {'DOWN', R, _, _, _} -> ok end,
        process_info(self(), suspending) end),
    show("unless_suspending and asynchronous", fun() ->
        P = echo(), A = erlang:suspend_process(P, [unless_suspending, asynchronous]),
        B = erlang:suspend_process(P, [asynchronous, unless_suspending]), {A, B, suspending(P)} end),
    show("counts", fun() ->
        P = echo(), [erlang:suspend_process(P) || _ <- [1, 2, 3]], A = suspending(P),
        erlang:resume_process(P), {A, suspending(P), process_info(P, status)} end),
    show("resumed as often as suspended", fun() ->
        P = echo(), [erlang:suspend_process(P) || _ <- [1, 2, 3]],
        R = [caught(fun() -> erlang:resume_process(P) end) || _ <- [1, 2, 3, 4]], {R, ask(P), process_info(self(), suspending)} end),
    show("links while suspended", fun() ->
        P = echo(), erlang:suspend_process(P), link(P), {links, L} = process_info(P, links), L =:= [self()] end),
    show("its timer runs on", fun() ->
        Self = self(), P = spawn(fun() -> receive never -> ok after 20 -> Self ! late end end),
        erlang:suspend_process(P), A = receive late -> late after 60 -> silent end,
        erlang:resume_process(P), {A, receive late -> late after 1000 -> silent end} end),
    show("killed while suspended", fun() ->
        P = echo(), erlang:suspend_process(P), R = monitor(process, P), exit(P, kill), receive {'DOWN', R, _, _, W} -> W end end),
    show("an exit message waits", fun() ->
        Self = self(), P = spawn(fun() -> process_flag(trap_exit, true), Self ! ready, receive {'EXIT', _, W} -> Self ! {told, W} end end),
        receive ready -> ok end, erlang:suspend_process(P), exit(P, why),
        A = receive {told, W1} -> W1 after 30 -> silent end, erlang:resume_process(P),
        {A, receive {told, W2} -> W2 after 1000 -> silent end} end),
    show("each other", fun() ->
        Self = self(), P = spawn(fun() -> receive go -> ok end, caught(fun() -> erlang:suspend_process(Self) end), Self ! suspended_you,
                                 receive after 30 -> ok end, erlang:resume_process(Self), receive stop -> ok end end),
        P ! go, receive suspended_you -> resumed end end),
    show("no list", fun() -> erlang:suspend_process(echo(), id(asynchronous)) end),
    show("improper list", fun() -> erlang:suspend_process(echo(), id([asynchronous | x])) end),
    show("resume oneself", fun() -> erlang:resume_process(self()) end),
    show("resume no process", fun() -> erlang:resume_process(id(thing)) end).

suspending(Pid) ->
    {suspending, All} = process_info(self(), suspending),
    [{Active, Outstanding} || {Other, Active, Outstanding} <- All, Other =:= Pid].

echo() -> spawn(fun Loop() -> receive {From, Message} -> From ! {echo, Message}, Loop() end end).

ask(Pid) -> Pid ! {self(), hello}, receive {echo, Message} -> Message after 30 -> silent end.

answer() -> receive {echo, Message} -> Message after 1000 -> silent end.

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

caught(Fun) -> try Fun() catch Class:Reason -> {Class, Reason} end.

show(What, Fun) ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Main ! {self(), caught(Fun)} end),
    receive
        {Pid, Value} -> io:format("~s: ~p~n", [What, Value]), demonitor(Ref, [flush]);
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~s: ends by ~p~n", [What, Reason])
    end.

id(Term) -> Term.
