%% Monitors: what can be watched, how often, what the message says, and how demonitor ends it.
-module(monitor_rules).
-export([main/0]).
-include("show.hrl").

main() ->
    Dead = dead(),
    show("the dead", fun() -> R = monitor(process, Dead), receive {'DOWN', R, process, Dead, Why} -> Why end end),
    show("an unregistered name", fun() -> R = monitor(process, nobody), receive {'DOWN', R, T, I, W} -> {T, I, W} end end),
    show("an unregistered name and node", fun() ->
        R = monitor(process, {nobody, node()}), receive {'DOWN', R, T, I, W} -> {T, I, W} end end),
    show("a name", fun() ->
        Pid = idle(), register(somebody, Pid), R = monitor(process, somebody), exit(Pid, gone),
        receive {'DOWN', R, T, I, W} -> {T, I, W} end end),
    show("oneself", fun() -> R = monitor(process, self()), {is_reference(R), demonitor(R)} end),
    show("twice", fun() ->
        Pid = idle(), R1 = monitor(process, Pid), R2 = monitor(process, Pid), exit(Pid, gone),
        receive {'DOWN', R2, _, _, W2} -> ok end, receive {'DOWN', R1, _, _, W1} -> ok end, {R1 =/= R2, W1, W2} end),
    show("a bad type", fun() -> monitor(id(thing), self()) end),
    show("a bad item", fun() -> monitor(process, id("text")) end),
    show("a bad option", fun() -> monitor(process, self(), id([thing])) end),
    show("a tag", fun() ->
        R = monitor(process, Dead, [{tag, {my, tag}}]), receive {{my, tag}, R, process, Dead, W} -> W end end),
    show("a trapping process is not told by a link's message", fun() ->
        process_flag(trap_exit, true), Pid = idle(), R = monitor(process, Pid), exit(Pid, gone),
        receive {'DOWN', R, _, _, W} -> W end, {W, length(messages())} end),
    show("demonitor", fun() -> Pid = idle(), R = monitor(process, Pid), true = demonitor(R), exit(Pid, gone), wait(Pid), messages() end),
    show("demonitor twice", fun() -> R = monitor(process, idle()), {demonitor(R), demonitor(R)} end),
    show("demonitor an unknown reference", fun() -> demonitor(make_ref()) end),
    show("demonitor of another's", fun() ->
        Self = self(), spawn(fun() -> Self ! monitor(process, Self), receive stop -> ok end end),
        receive R -> demonitor(R) end end),
    show("demonitor no reference", fun() -> demonitor(id(thing)) end),
    show("the message stays", fun() -> R = monitor(process, Dead), wait_message(), demonitor(R), length(messages()) end),
    show("flush", fun() -> R = monitor(process, Dead), wait_message(), {demonitor(R, [flush]), messages()} end),
    show("info, active", fun() -> demonitor(monitor(process, idle()), [info]) end),
    show("info, delivered", fun() -> R = monitor(process, Dead), wait_message(), {demonitor(R, [info]), length(messages())} end),
    show("flush and info, delivered", fun() ->
        R = monitor(process, Dead), wait_message(), {demonitor(R, [flush, info]), messages()} end),
    show("flush and info, active", fun() -> demonitor(monitor(process, idle()), [info, flush]) end),
    show("flush and info, ended", fun() ->
        R = monitor(process, idle()), demonitor(R), demonitor(R, [info, flush]) end),
    show("demonitor with a bad option", fun() -> demonitor(make_ref(), id([thing])) end),
    show("reasons", fun() ->
        [begin {P, R} = spawn_monitor(fun() -> F() end), receive {'DOWN', R, process, P, W} -> shape(W) end end
         || F <- [fun() -> ok end, fun() -> exit(why) end, fun() -> error(oops) end, fun() -> throw(ball) end,
                  fun() -> exit(self(), kill) end]] end).

shape({Reason, [_ | _]}) -> {Reason, stack};
shape(Reason) -> Reason.

wait_message() -> receive after 20 -> ok end.

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

wait(Pid) -> Ref = monitor(process, Pid), receive {'DOWN', Ref, process, Pid, _} -> ok end.

messages() -> receive Message -> [Message | messages()] after 0 -> [] end.

id(Term) -> Term.
