%% Links: to the dead, twice, ended by either side, with what was still under way.
-module(link_rules).
-export([main/0]).
-include("show.hrl").

main() ->
    Dead = dead(),
    show("link to the dead", fun() -> link(Dead) end),
    show("and trapping exits", fun() ->
        process_flag(trap_exit, true), Link = link(Dead),
        receive {'EXIT', Dead, Why} -> {Link, Why} after 1000 -> {Link, nothing} end end),
    show("link to no process", fun() -> link(id(not_a_pid)) end),
    show("unlink from no process", fun() -> unlink(id(not_a_pid)) end),
    show("unlink from the dead", fun() -> unlink(Dead) end),
    show("link to oneself", fun() -> {link(self()), process_info(self(), links)} end),
    show("twice linked, once unlinked", fun() ->
        Other = idle(), link(Other), link(Other), unlink(Other), {links, Links} = process_info(self(), links),
        exit(Other, boom), wait(Other), Links end),
    show("unlinked by the other side", fun() ->
        Self = self(),
        Other = spawn(fun() -> receive go -> unlink(Self), Self ! done, exit(boom) end end),
        link(Other), Other ! go, receive done -> ok end, wait(Other), alive end),
    show("linked twice, one exit message", fun() ->
        process_flag(trap_exit, true), Other = idle(), link(Other), link(Other), exit(Other, boom), wait(Other),
        messages() =:= [{'EXIT', Other, boom}] end),
    show("unlink does not take the message back", fun() ->
        process_flag(trap_exit, true), Other = idle(), link(Other), exit(Other, boom), wait(Other),
        unlink(Other), length(messages()) end),
    show("linked again after unlink", fun() ->
        process_flag(trap_exit, true), Other = idle(), link(Other), unlink(Other), link(Other),
        exit(Other, boom), wait(Other), [Why || {'EXIT', _, Why} <- messages()] end),
    show("spawn_link and crash", fun() ->
        process_flag(trap_exit, true), Other = spawn_link(fun() -> exit(crash) end),
        receive {'EXIT', Other, Why} -> Why end end),
    show("links are symmetric", fun() ->
        Self = self(), Other = idle(), link(Other), {process_info(Other, links) =:= {links, [Self]}, is_process_alive(Other)} end),
    show("normal over a link", fun() ->
        Other = idle(), link(Other), Other ! stop, wait(Other), alive end).

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

wait(Pid) -> Ref = monitor(process, Pid), receive {'DOWN', Ref, process, Pid, _} -> ok end.

messages() -> receive Message -> [Message | messages()] after 0 -> [] end.

id(Term) -> Term.
