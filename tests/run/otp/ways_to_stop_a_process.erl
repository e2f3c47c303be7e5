%% proc_lib:stop/3 and how it fails: by what the process answers, how it ends, and for bad timeouts.
-module(ways_to_stop_a_process).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    [show(Name, Body, Reason, Timeout) || {Name, Body} <- bodies(), Reason <- [bad, normal], Timeout <- [50, 0, infinity, bad, -1],
                                          {Name, Timeout} =/= {deaf, infinity}],
    [io:format("~p ~p~n", [Server, stopped(Server, bad, 10)]) || Server <- [nobody, {nobody, node()}, {global, nobody}, {a, b}]].

bodies() ->
    [{exits, fun() -> receive {system, _, _} -> exit(bad) end end},
     {ends, fun() -> receive {system, _, _} -> ok end end},
     {answers_and_exits, fun() -> receive {system, From, _} -> gen:reply(From, ok), exit(bad) end end},
     {answers_and_exits_otherwise, fun() -> receive {system, From, _} -> gen:reply(From, ok), exit(other) end end},
     {answers_oddly, fun() -> receive {system, From, _} -> gen:reply(From, odd) end end},
     {answers_and_stays, fun() -> receive {system, From, _} -> gen:reply(From, ok), timer:sleep(150), exit(bad) end end},
     {deaf, fun() -> timer:sleep(infinity) end}].

show(Name, Body, Reason, Timeout) ->
    Pid = spawn(Body),
    io:format("~p ~p ~p: ~p~n", [Name, Reason, Timeout, stopped(Pid, Reason, Timeout)]),
    exit(Pid, kill),
    receive {'DOWN', _, _, _, _} -> io:format("  the monitor remains~n") after 5 -> ok end.

stopped(Process, Reason, Timeout) ->
    try proc_lib:stop(Process, Reason, Timeout)
    catch Class:Failure -> {Class, clean(Failure)}
    end.

clean({Failure, [_ | _]}) -> Failure;
clean(Tuple) when is_tuple(Tuple) -> list_to_tuple([clean(Item) || Item <- tuple_to_list(Tuple)]);
clean([Item | Items]) -> [clean(Item) | clean(Items)];
clean(Pid) when is_pid(Pid) -> pid;
clean(Other) -> Other.
