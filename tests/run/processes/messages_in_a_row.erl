%% Messages that one process sends in a row arrive all, in order, and soon: whatever the sender does afterwards.
-module(messages_in_a_row).
-export([main/0]).

main() ->
    Main = self(),
    Table = ets:new(seen, [public]),
    [begin
         Sender = spawn(fun() -> row(Main, Count), After(Table) end),
         io:format("~p then ~s: ~p~n", [Count, What, numbers(Count)]),
         exit(Sender, kill)
     end || {What, After} <- endings(), Count <- [1, 2, 8, 9, 17, 100]],
    io:format("~p~n", [seen(Table)]),
    io:format("~p~n", [interleaved(Main)]),
    io:format("~p~n", [to_the_dead()]).

endings() ->
    [{"the end", fun(_) -> done end},
     {"an endless loop", fun(_) -> loop() end},
     {"a sleep", fun(_) -> timer:sleep(infinity) end},
     {"an error", fun(_) -> exit(normal) end},
     {"a row of a table", fun(Table) -> ets:insert(Table, {self(), here}) end}].

loop() -> loop().

row(To, 0) -> To;
row(To, N) -> To ! N, row(To, N - 1).

numbers(0) -> all;
numbers(N) -> receive N -> numbers(N - 1) after 5000 -> {missing, N} end.

%% Who sees a later effect of the sender finds the messages as well.
seen(Table) ->
    Main = self(),
    lists:usort([begin
        ets:delete_all_objects(Table),
        spawn(fun() -> Main ! a, Main ! b, Main ! c, ets:insert(Table, {last, N}) end),
        until(fun() -> ets:lookup(Table, last) =:= [{last, N}] end),
        [receive X -> X after 0 -> missing end || X <- [a, b, c]]
    end || N <- lists:seq(1, 200)]).

until(Done) ->
    case Done() of
        true -> ok;
        false -> until(Done)
    end.

%% Two receivers in turn, and the sender itself.
interleaved(Main) ->
    Other = spawn(fun() -> Main ! {self(), [receive X -> X end || _ <- lists:seq(1, 9)]} end),
    [begin Main ! {N, 1}, Main ! {N, 2}, Other ! {N, 1}, Other ! {N, 2}, Other ! {N, 3}, Main ! {N, 3} end || N <- [1, 2, 3]],
    Own = [receive {N, I} -> {N, I} end || N <- [1, 2, 3], I <- [1, 2, 3]],
    {Own, receive {Other, Others} -> Others =:= Own end}.

to_the_dead() ->
    {Pid, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, process, Pid, normal} -> row(Pid, 20) =:= Pid end.
