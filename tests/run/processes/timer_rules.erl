%% The machine's timers: their messages, whom they reach, how they end, what is refused.
-module(timer_rules).
-export([main/0]).

main() ->
    show("start_timer", fun() -> R = erlang:start_timer(1, self(), {a, b}), receive {timeout, R, M} -> M end end),
    show("send_after", fun() -> erlang:send_after(1, self(), {a, b}), receive M -> M end end),
    show("zero", fun() -> R = erlang:start_timer(0, self(), now), receive {timeout, R, M} -> M end end),
    show("order", fun() -> [erlang:send_after(N, self(), N) || N <- [30, 10, 20]], [receive M -> M end || _ <- [1, 2, 3]] end),
    show("to a name", fun() -> register(me, self()), erlang:send_after(1, me, hello), receive M -> M end end),
    show("to a name that comes later", fun() ->
        erlang:send_after(20, later, hello), register(later, self()), receive M -> M after 1000 -> nothing end end),
    show("to nobody", fun() -> is_reference(erlang:send_after(1, nobody, hello)) end),
    show("to the dead", fun() -> R = erlang:send_after(1, dead(), hello), is_reference(R) end),
    show("the receiver ends", fun() ->
        P = spawn(fun() -> receive stop -> ok end end), R = erlang:start_timer(100000, P, hello),
        exit(P, kill), wait(P), receive after 20 -> ok end, erlang:read_timer(R) end),
    show("cancel", fun() -> R = erlang:send_after(100000, self(), hello), Left = erlang:cancel_timer(R), {in(Left, 90000, 100000), erlang:cancel_timer(R)} end),
    show("cancel after it fired", fun() -> R = erlang:send_after(0, self(), hello), receive hello -> ok end, erlang:cancel_timer(R) end),
    show("cancel without info", fun() -> erlang:cancel_timer(erlang:send_after(100000, self(), hello), [{info, false}]) end),
    show("cancel asynchronously", fun() ->
        R = erlang:send_after(100000, self(), hello), ok = erlang:cancel_timer(R, [{async, true}]),
        receive {cancel_timer, R, Left} -> in(Left, 90000, 100000) end end),
    show("cancel asynchronously without info", fun() ->
        R = erlang:send_after(100000, self(), hello), {erlang:cancel_timer(R, [{async, true}, {info, false}]), receive M -> M after 20 -> nothing end} end),
    show("cancel an unknown one", fun() -> erlang:cancel_timer(make_ref()) end),
    show("cancel no reference", fun() -> erlang:cancel_timer(id(thing)) end),
    show("cancel with a bad option", fun() -> erlang:cancel_timer(make_ref(), id([thing])) end),
    show("cancelled by another process", fun() ->
        R = erlang:send_after(100000, self(), hello), Self = self(),
        spawn(fun() -> Self ! {left, erlang:cancel_timer(R)} end), receive {left, Left} -> in(Left, 90000, 100000) end end),
    show("read", fun() -> R = erlang:send_after(100000, self(), hello), in(erlang:read_timer(R), 90000, 100000) end),
    show("read after it fired", fun() -> R = erlang:send_after(0, self(), hello), receive hello -> ok end, erlang:read_timer(R) end),
    show("read asynchronously", fun() ->
        R = erlang:send_after(100000, self(), hello), ok = erlang:read_timer(R, [{async, true}]),
        receive {read_timer, R, Left} -> in(Left, 90000, 100000) end end),
    show("absolute", fun() ->
        Now = erlang:monotonic_time(millisecond), R = erlang:send_after(Now + 100000, self(), hello, [{abs, true}]),
        in(erlang:read_timer(R), 90000, 100000) end),
    show("absolute and past", fun() ->
        erlang:start_timer(erlang:monotonic_time(millisecond) - 10, self(), past, [{abs, true}]), receive {timeout, _, M} -> M end end),
    show("negative", fun() -> erlang:send_after(id(-1), self(), hello) end),
    show("no number", fun() -> erlang:send_after(id(1.5), self(), hello) end),
    show("too large", fun() -> erlang:send_after(id(1 bsl 64), self(), hello) end),
    show("no receiver", fun() -> erlang:send_after(1, id("name"), hello) end),
    show("bad option", fun() -> erlang:send_after(1, self(), hello, id([thing])) end),
    show("receive after a large time", fun() -> self() ! hello, receive M -> M after 16#ffffffff -> late end end),
    show("receive after too large a time", fun() -> receive after id(16#100000000) -> late end end),
    show("receive after a negative time", fun() -> receive after id(-1) -> late end end).

in(Left, Low, High) when is_integer(Left), Low =< Left, Left =< High -> in_range;
in(Left, _, _) -> Left.

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

wait(Pid) -> Ref = monitor(process, Pid), receive {'DOWN', Ref, process, Pid, _} -> ok end.

show(What, Fun) ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Main ! {self(), try Fun() catch Class:Reason -> {Class, Reason} end} end),
    receive
        {Pid, Value} -> io:format("~s: ~p~n", [What, Value]), demonitor(Ref, [flush]), wait(Pid);
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~s: ends by ~p~n", [What, Reason])
    end.

id(Term) -> Term.
