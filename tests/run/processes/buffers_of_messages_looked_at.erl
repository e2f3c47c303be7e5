%% Large binaries in messages that guards look at while garbage is collected are given back.
-module(buffers_of_messages_looked_at).
-export([main/0]).

main() ->
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Main ! ready, rounds(300) end),
    receive ready -> ok end,
    Before = erlang:memory(total),
    [begin Pid ! {self(), N, binary:copy(<<N>>, 200000)}, receive {taken, N} -> ok end end || N <- lists:seq(1, 300)],
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p~n", [Reason]) end,
    true = garbage_collect(),
    receive after 50 -> ok end,
    io:format("given back: ~p~n", [erlang:memory(total) - Before < 30000000]).

rounds(0) -> ok;
rounds(Left) ->
    receive
        {From, N, Data} when [N, Left, Data] =/= {From, Left}, {N, Data} =/= [Left] ->
            true = garbage_collect(),
            200000 = byte_size(Data),
            From ! {taken, N},
            rounds(Left - 1)
    end.
