%% Signals that come while a process is in one long call, after which it ends at once, have their answers all the same.
-module(signals_meet_the_end_of_a_long_call).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Data = list_to_binary(lists:duplicate(1000, lists:duplicate(1000, $a))),
    [io:format("~p: ~p~n", [What, lists:usort([outcome(What, Data) || _ <- lists:seq(1, 10)])])
     || What <- [monitor, link, unlink, demonitor, alias, message, exit, group_leader]].

outcome(What, Data) ->
    Main = self(),
    Pid = spawn(fun() -> Main ! ready, _ = erlang:md5(Data), exit(done) end),
    %% Looks without a pause, so that the other process runs on another scheduler if there is one.
    poll(),
    try_it(What, Pid).

poll() -> receive ready -> ok after 0 -> poll() end.

try_it(monitor, Pid) -> Ref = monitor(process, Pid), down(Ref);
try_it(link, Pid) -> link(Pid), receive {'EXIT', Pid, Reason} -> told(Reason) after 2000 -> nothing end;
try_it(unlink, Pid) -> link(Pid), unlink(Pid), receive {'EXIT', Pid, _} -> true after 0 -> true end, gone(Pid), messages(Pid);
try_it(demonitor, Pid) -> Ref = monitor(process, Pid), demonitor(Ref, [flush]), gone(Pid), messages(Pid);
try_it(alias, Pid) -> Ref = monitor(process, Pid, [{alias, demonitor}]), R = down(Ref), Ref ! late, {R, messages(Pid)};
try_it(message, Pid) -> Pid ! hello, gone(Pid), is_process_alive(Pid);
try_it(exit, Pid) -> exit(Pid, kill), gone(Pid), is_process_alive(Pid);
try_it(group_leader, Pid) -> try group_leader(self(), Pid) of true -> ok catch error:badarg -> ok end, gone(Pid), ok.

down(Ref) -> receive {'DOWN', Ref, process, _, Reason} -> told(Reason) after 2000 -> nothing end.

gone(Pid) -> Ref = monitor(process, Pid), down(Ref).

%% It may have ended already.
told(done) -> told;
told(noproc) -> told;
told(Other) -> Other.

messages(Pid) -> receive {'EXIT', Pid, _} = M -> [M]; late -> [late]; {'DOWN', _, _, Pid, _} = M -> [M] after 5 -> [] end.
