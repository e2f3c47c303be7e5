%% erlang:hibernate/3 empties the stack, keeps the rest, and wakes by the first message only.
-module(hibernate_rules).
-export([main/0, awake/2, flags/1]).

main() ->
    Main = self(),
    io:format("current function: ~p~n", [begin
        P = spawn(fun() -> erlang:hibernate(?MODULE, awake, [Main, x]) end), receive after 30 -> ok end,
        {process_info(P, [current_function, status, message_queue_len]), stop(P)} end]),
    Q = spawn(fun() -> put(key, value), register(sleeper, self()), process_flag(trap_exit, true),
                       try erlang:hibernate(?MODULE, flags, [Main]) catch _:_ -> Main ! caught after Main ! never end end),
    Q ! {wake, up},
    io:format("what is kept: ~p~n", [receive {Q, Kept} -> Kept end]),
    receive caught -> io:format("caught~n"); never -> io:format("after~n") after 30 -> io:format("handlers are gone~n") end,
    R = spawn(fun() -> self() ! early, erlang:hibernate(?MODULE, awake, [Main, early]) end),
    io:format("a message was there: ~p~n", [receive {R, Message} -> Message end]),
    T = spawn(fun() -> erlang:send_after(20, self(), timer), erlang:hibernate(?MODULE, awake, [Main, timer]) end),
    io:format("a timer: ~p~n", [receive {T, Woken} -> Woken end]),
    {U, Ref} = spawn_monitor(fun() -> erlang:hibernate(?MODULE, awake, [Main, x]) end),
    receive after 20 -> ok end,
    exit(U, shutdown),
    io:format("an exit signal: ~p~n", [receive {'DOWN', Ref, _, _, Why} -> Why end]),
    io:format("bad arguments: ~p~n", [[try erlang:hibernate(M, F, A) catch C:E -> {C, E} end
                                       || {M, F, A} <- [{1, f, []}, {m, 1, []}, {m, f, x}, {m, f, [a | b]}]]]).

awake(Main, _) -> receive Message -> Main ! {self(), Message} end.

flags(Main) ->
    receive Message -> ok end,
    Main ! {self(), {Message, get(key), process_info(self(), registered_name), process_info(self(), trap_exit)}}.

stop(Pid) -> exit(Pid, kill).
