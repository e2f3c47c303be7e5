%% What processes cost: spawning, messages, calls, links, timers.
-module(processes).
-export([benches/0]).

benches() ->
    [{spawn_and_exit, fun() -> repeat(300000, fun spawn_and_exit/0) end},
     {spawn_and_answer, fun() -> repeat(300000, fun spawn_and_answer/0) end},
     {server_call, fun() -> with(fun server/0, fun(S) -> repeat(300000, fun() -> call(S) end) end) end},
     {many_senders, fun() -> many_senders(100, 5000) end},
     {link_chain, fun() -> link_chain(10000) end},
     {timers, fun() -> timers(300000) end},
     {unread_mail, fun() -> unread_mail(100000) end},
     {large_messages, fun() -> echo(2000, [{N, a, b} || N <- lists:seq(1, 1000)]) end},
     {large_binaries, fun() -> echo(100000, binary:copy(<<1>>, 1000000)) end},
     {parallel_map, fun() -> parallel_map(40, 24) end}].

repeat(0, _) -> ok;
repeat(N, Do) -> Do(), repeat(N - 1, Do).

%% Runs Do with a process that is killed afterwards.
with(Start, Do) ->
    Pid = spawn(Start),
    Result = Do(Pid),
    exit(Pid, kill),
    Result.

spawn_and_exit() ->
    {_, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, process, _, normal} -> ok end.

spawn_and_answer() ->
    Me = self(),
    spawn(fun() -> Me ! done end),
    receive done -> ok end.

%% A call as gen_server makes it: a monitor whose reference names the answer.
call(Server) ->
    Ref = erlang:monitor(process, Server),
    Server ! {call, self(), Ref},
    receive {Ref, ok} -> erlang:demonitor(Ref, [flush]) end.

server() ->
    receive {call, From, Ref} -> From ! {Ref, ok}, server() end.

many_senders(Senders, Messages) ->
    Me = self(),
    repeat(Senders, fun() -> spawn(fun() -> repeat(Messages, fun() -> Me ! mail end) end) end),
    repeat(Senders * Messages, fun() -> receive mail -> ok end end).

link_chain(Length) ->
    Me = self(),
    First = spawn(fun() -> chain(Length, Me) end),
    receive complete -> ok end,
    Ref = erlang:monitor(process, First),
    exit(First, kill),
    receive {'DOWN', Ref, process, _, killed} -> ok end.

chain(0, Owner) -> Owner ! complete, receive never -> ok end;
chain(N, Owner) -> spawn_link(fun() -> chain(N - 1, Owner) end), receive never -> ok end.

timers(N) ->
    Refs = [erlang:start_timer(1000000, self(), x) || _ <- lists:seq(1, N)],
    lists:foreach(fun erlang:cancel_timer/1, Refs).

unread_mail(N) ->
    repeat(N, fun() -> self() ! unread end),
    with(fun server/0, fun(Server) -> repeat(20000, fun() -> call(Server) end) end).

echo(N, Term) ->
    Me = self(),
    Echo = fun Again() -> receive X -> Me ! X, Again() end end,
    with(Echo, fun(Pid) -> repeat(N, fun() -> Pid ! Term, receive _ -> ok end end) end).

parallel_map(Workers, N) ->
    Me = self(),
    repeat(Workers, fun() -> spawn(fun() -> Me ! {value, fib(N)} end) end),
    repeat(Workers, fun() -> receive {value, _} -> ok end end).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
