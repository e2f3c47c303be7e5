%% Suspension counts, belongs to the suspender, and leaves signals their effect.
-module(suspend_rules).
-export([main/0]).

main() ->
    Pid = echo(),
    show("twice, resumed once", fun() ->
        P = echo(), suspend(P), suspend(P), resume(P), A = ask(P), resume(P), {A, answer()} end),
    show("unless_suspending", fun() ->
        P = echo(), A = erlang:suspend_process(P, [unless_suspending]), B = erlang:suspend_process(P, [unless_suspending]),
        resume(P), {A, B, ask(P)} end),
    show("status", fun() -> P = echo(), suspend(P), S = process_info(P, status), resume(P), S end),
    show("suspending", fun() ->
        P = echo(), suspend(P), suspend(P), {suspending, L} = process_info(self(), suspending), L =:= [{P, 2, 0}] end),
    show("resume without suspend", fun() -> erlang:resume_process(Pid) end),
    show("resume of another's", fun() ->
        P = echo(), Self = self(), spawn(fun() -> suspend(P), Self ! done, receive stop -> ok end end),
        receive done -> ok end, resume(P) end),
    show("two suspenders", fun() ->
        P = echo(), Self = self(),
        Q = spawn(fun() -> suspend(P), Self ! done, receive stop -> ok end end),
        receive done -> ok end, suspend(P), resume(P), A = ask(P), exit(Q, kill), {A, answer()} end),
    show("the suspender ends", fun() ->
        P = echo(), run(fun() -> suspend(P) end), ask(P) end),
    show("killed while suspended", fun() ->
        P = echo(), suspend(P), R = monitor(process, P), exit(P, boom), receive {'DOWN', R, _, _, W} -> W end end),
    show("resume of the dead", fun() -> P = echo(), suspend(P), exit(P, boom), wait(P), erlang:resume_process(P) end),
    show("suspend the dead", fun() -> P = echo(), exit(P, boom), wait(P), erlang:suspend_process(P) end),
    show("suspend oneself", fun() -> erlang:suspend_process(self()) end),
    show("no process", fun() -> erlang:suspend_process(id(thing)) end),
    show("bad option", fun() -> erlang:suspend_process(Pid, id([thing])) end),
    show("messages are kept in order", fun() ->
        P = echo(), suspend(P), [P ! {self(), N} || N <- [1, 2, 3]],
        {message_queue_len, Len} = process_info(P, message_queue_len), resume(P), {Len, answer(), answer(), answer()} end).

suspend(Pid) -> true = erlang:suspend_process(Pid).
resume(Pid) -> true = erlang:resume_process(Pid).

echo() -> spawn(fun Loop() -> receive {From, Message} -> From ! {echo, Message}, Loop() end end).

ask(Pid) -> Pid ! {self(), hello}, receive {echo, Message} -> Message after 30 -> silent end.

answer() -> receive {echo, Message} -> Message after 1000 -> silent end.

run(Fun) -> {Pid, Ref} = spawn_monitor(Fun), receive {'DOWN', Ref, process, Pid, _} -> ok end.

wait(Pid) -> Ref = monitor(process, Pid), receive {'DOWN', Ref, process, Pid, _} -> ok end.

show(What, Fun) ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Main ! {self(), try Fun() catch Class:Reason -> {Class, Reason} end} end),
    receive
        {Pid, Value} -> io:format("~s: ~p~n", [What, Value]), demonitor(Ref, [flush]);
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~s: ends by ~p~n", [What, shape(Reason)])
    end.

shape({{Reason, _}, [_ | _]}) -> {Reason, stack};
shape({Reason, [_ | _]}) -> {Reason, stack};
shape(Reason) -> Reason.

id(Term) -> Term.
