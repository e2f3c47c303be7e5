%% An exit signal over a link: who made the link, how the other end ends, whether the receiver traps exits.
-module(links_by_direction).
-export([main/0]).

main() ->
    [begin
         Outcomes = [outcome(Made, Trap, End) || Made <- [by_receiver, by_sender, by_spawn, by_both]],
         io:format("~p, trap_exit ~p: ~p~n", [End, Trap, hd(Outcomes)]),
         [io:format("  but not when linked otherwise: ~p~n", [Outcomes]) || lists:usort(Outcomes) =/= [hd(Outcomes)]]
     end || Trap <- [false, true], End <- ends()],
    [io:format("the parent ends, ~p, trap_exit ~p: ~p~n", [End, Trap, child_outcome(Trap, End)])
     || Trap <- [false, true], End <- ends()].

ends() ->
    [return, {exit, normal}, {exit, shutdown}, {exit, {shutdown, why}}, {exit, kill}, {exit, killed}, {exit, why},
     {error, why}, {throw, why}, {signal, kill}, {signal, normal}, {signal, why}].

%% What becomes of a process at the other end of a link, and what it is told.
outcome(Made, Trap, End) ->
    Main = self(),
    {Receiver, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, Trap),
        Receiver = self(),
        Sender = case Made of
            by_spawn -> spawn_link(fun() -> sender(none, End) end);
            by_sender -> spawn(fun() -> sender(Receiver, End) end);
            _ -> spawn(fun() -> receive {link, To} -> sender(To, End) end end)
        end,
        case Made of
            by_receiver -> link(Sender), Sender ! {link, none};
            by_both -> link(Sender), Sender ! {link, Receiver};
            _ -> ok
        end,
        receive {Sender, linked} -> ok; go -> ok end,
        Watch = monitor(process, Sender),
        Sender ! go,
        Told = receive {'EXIT', Sender, Reason} -> {told, shape(Reason)} after 30 -> not_told end,
        receive {'DOWN', Watch, _, _, _} -> ok end,
        Main ! {self(), Told}
    end),
    Receiver ! go,
    receive
        {Receiver, Told} -> demonitor(Ref, [flush]), {lives, Told};
        {'DOWN', Ref, process, Receiver, Reason} -> {ends, shape(Reason)}
    end.

sender(none, End) -> receive go -> ends(End) end;
sender(To, End) -> link(To), To ! {self(), linked}, receive go -> ends(End) end.

ends(return) -> ok;
ends({exit, Reason}) -> exit(Reason);
ends({error, Reason}) -> error(Reason);
ends({throw, Reason}) -> throw(Reason);
ends({signal, Reason}) -> exit(self(), Reason), receive after 1000 -> ok end.

%% What becomes of a child when the parent that made it by spawn_link ends.
child_outcome(Trap, End) ->
    Main = self(),
    Parent = spawn(fun() ->
        Parent = self(),
        Child = spawn_link(fun() ->
            process_flag(trap_exit, Trap),
            Parent ! ready,
            receive {'EXIT', Parent, Reason} -> exit({told, shape(Reason)}); stop -> exit(untouched) end
        end),
        receive ready -> ok end,
        Main ! {child, Child},
        receive go -> ends(End) end
    end),
    receive
        {child, Child} ->
            Ref = monitor(process, Child),
            run_out(Parent),
            Child ! stop,
            receive {'DOWN', Ref, process, Child, Reason} -> shape(Reason) end
    end.

run_out(Pid) ->
    Ref = monitor(process, Pid),
    Pid ! go,
    receive {'DOWN', Ref, process, Pid, _} -> ok end.

shape({{nocatch, Reason}, [_ | _]}) -> {nocatch, Reason, stack};
shape({Reason, [_ | _]}) -> {Reason, stack};
shape(Reason) -> Reason.
