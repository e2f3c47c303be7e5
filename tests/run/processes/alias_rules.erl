%% Aliases: how each kind ends, alone, with a monitor, with a spawned process.
-module(alias_rules).
-export([main/0]).

main() ->
    show("alias", fun() -> A = alias(), A ! 1, A ! 2, {messages(), unalias(A), send(A, 3), unalias(A)} end),
    show("explicit_unalias", fun() -> A = alias([explicit_unalias]), A ! 1, {messages(), unalias(A)} end),
    show("reply", fun() -> A = alias([reply]), A ! 1, A ! 2, {messages(), unalias(A)} end),
    show("bad option", fun() -> alias(id([thing])) end),
    show("bad options", fun() -> alias(id(thing)) end),
    show("unalias of another's", fun() ->
        Self = self(), spawn(fun() -> Self ! alias(), receive stop -> ok end end), receive A -> unalias(A) end end),
    show("unalias of no alias", fun() -> unalias(make_ref()) end),
    show("unalias of no reference", fun() -> unalias(id(thing)) end),
    show("from another process", fun() ->
        A = alias(), run(fun() -> A ! {hello, a} end), M = messages(), unalias(A), run(fun() -> A ! late end), {M, messages()} end),
    show("to a reference that is no alias", fun() -> make_ref() ! hello end),
    [begin
         show([atom_to_list(Mode), ", message"], fun() ->
             Pid = idle(), R = monitor(process, Pid, [{alias, Mode}]), R ! 1, R ! 2, M = messages(),
             exit(Pid, gone), {M, [W || {'DOWN', _, _, _, W} <- down(R)], unalias(R)} end),
         show([atom_to_list(Mode), ", demonitor"], fun() ->
             R = monitor(process, idle(), [{alias, Mode}]), demonitor(R), R ! 1, {messages(), unalias(R)} end),
         show([atom_to_list(Mode), ", down"], fun() ->
             R = monitor(process, dead(), [{alias, Mode}]), [{'DOWN', R, _, _, W}] = down(R), R ! 1, {W, messages(), unalias(R)} end),
         show([atom_to_list(Mode), ", unalias"], fun() ->
             Pid = idle(), R = monitor(process, Pid, [{alias, Mode}]), U = unalias(R), R ! 1, exit(Pid, gone),
             {U, [W || {'DOWN', _, _, _, W} <- down(R)]} end),
         show([atom_to_list(Mode), ", spawn_opt"], fun() ->
             {Pid, R} = spawn_opt(fun() -> receive {F, go} -> F ! answer end end, [{monitor, [{alias, Mode}]}]),
             Pid ! {R, go}, receive answer -> ok end, {length(down(R)), unalias(R)} end)
     end || Mode <- [explicit_unalias, demonitor, reply_demonitor]],
    show("bad mode", fun() -> monitor(process, self(), id([{alias, thing}])) end).

%% The message of the monitor, if one comes.
down(Ref) -> receive {'DOWN', Ref, _, _, _} = Down -> [Down] after 50 -> [] end.

send(To, Message) -> To ! Message, messages().

run(Fun) -> {Pid, Ref} = spawn_monitor(Fun), receive {'DOWN', Ref, process, Pid, _} -> ok end.

show(What, Fun) ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Main ! {self(), try Fun() catch Class:Reason -> {Class, Reason} end} end),
    receive
        {Pid, Value} -> io:format("~s: ~p~n", [What, hide(Value)]), demonitor(Ref, [flush]);
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~s: ends by ~p~n", [What, Reason])
    end.

hide(Value) when is_reference(Value) -> reference;
hide(Value) -> Value.

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() -> {Pid, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> Pid end.

messages() -> receive Message -> [Message | messages()] after 0 -> [] end.

id(Term) -> Term.
