%% Links, exit signals and names of ports; what a hibernating process does with signals.
-module(links_and_ports).
-export([main/0, wakes/1, counts/2]).
-include("show.hrl").

main() ->
    show("link to a port", fun() -> P = cat(), unlink(P), {link(P), link(P)} end),
    show("unlink from a port", fun() -> P = cat(), U = unlink(P), {links, All} = process_info(self(), links), {U, lists:member(P, All)} end),
    show("link to a closed port", fun() -> P = cat(), port_close(P), link(P) end),
    show("and trapping exits", fun() -> process_flag(trap_exit, true), P = cat(), port_close(P), messages(), {link(P), [W || {'EXIT', _, W} <- messages()]} end),
    show("the owner ends", fun() -> {Pid, Ref} = spawn_monitor(fun() -> cat(), exit(gone) end), receive {'DOWN', Ref, _, Pid, W} -> W end end),
    show("a port ends by exit/2", fun() -> process_flag(trap_exit, true), P = cat(), exit(P, why), [W || {'EXIT', _, W} <- messages()] end),
    show("and by kill", fun() -> process_flag(trap_exit, true), P = cat(), exit(P, kill), [W || {'EXIT', _, W} <- messages()] end),
    show("and by normal", fun() -> process_flag(trap_exit, true), P = cat(), exit(P, normal), [W || {'EXIT', _, W} <- messages()] end),
    show("its owner does not trap exits", fun() -> P = cat(), exit(P, why), receive after 200 -> alive end end),
    show("a timer for a port", fun() -> erlang:send_after(1, cat(), x) end),
    show("is_process_alive", fun() -> is_process_alive(cat()) end),
    show("process_info", fun() -> process_info(cat()) end),
    show("group_leader", fun() -> group_leader(cat(), self()) end),
    show("hibernates with a link", fun() ->
        process_flag(trap_exit, true), P = spawn_link(fun() -> erlang:hibernate(?MODULE, wakes, [x]) end), receive after 20 -> ok end,
        exit(P, why), messages() =:= [{'EXIT', P, why}] end),
    show("hibernates and traps exits", fun() ->
        Self = self(), P = spawn(fun() -> process_flag(trap_exit, true), erlang:hibernate(?MODULE, wakes, [Self]) end), receive after 20 -> ok end,
        exit(P, why), receive {woken, {'EXIT', _, W}} -> W after 1000 -> nothing end end),
    show("hibernates and is monitored", fun() ->
        P = spawn(fun() -> erlang:hibernate(?MODULE, wakes, [x]) end), receive after 20 -> ok end,
        R = monitor(process, P), exit(P, kill), receive {'DOWN', R, _, _, W} -> W end end),
    show("hibernates and is asked", fun() ->
        P = spawn(fun() -> erlang:hibernate(?MODULE, wakes, [x]) end), receive after 20 -> ok end,
        link(P), A = process_info(P, [status, current_function, message_queue_len]), {A, process_info(P, links) =:= {links, [self()]}} end),
    show("hibernates again and again", fun() ->
        Self = self(), P = spawn(fun() -> counts(Self, 0) end), [P ! N || N <- [1, 2, 3]], receive after 20 -> ok end, P ! 4,
        [receive {count, N} -> N end || _ <- [1, 2, 3, 4]] end),
    show("hibernates into what is not there", fun() ->
        {P, R} = spawn_monitor(fun() -> erlang:hibernate(no_such_module, f, [1]) end), P ! go,
        receive {'DOWN', R, _, _, {undef, [{M, F, A, _}]}} -> {M, F, A} end end).

cat() -> open_port({spawn, "cat"}, []).

wakes(To) -> receive Message -> To ! {woken, Message} end.

counts(To, N) -> receive _ -> To ! {count, N + 1}, erlang:hibernate(?MODULE, counts, [To, N + 1]) end.

messages() -> receive Message -> [Message | messages()] after 100 -> [] end.
