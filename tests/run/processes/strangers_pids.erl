%% Pids of another node, and of an earlier machine with the name of this one: nobody is behind them, nothing waits.
-module(strangers_pids).
-export([main/0]).

main() ->
    [show(Kind, Pid) || {Kind, Node} <- [{elsewhere, <<"other@place">>}, {earlier, <<"nonode@nohost">>}],
                        Pid <- [pid(Node)]],
    ok.

pid(Node) ->
    binary_to_term(<<131, 88, 119, (byte_size(Node)), Node/binary, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 9>>).

show(Kind, Pid) ->
    io:format("~p: ~p~n", [Kind, node(Pid)]),
    [io:format("  ~p: ~p~n", [Name, in_process(Test, Pid)]) || {Name, Test} <- tests()].

in_process(Test, Pid) ->
    {_, Ref} = spawn_monitor(fun() -> exit({gives, tried(Test, Pid), mail()}) end),
    receive {'DOWN', Ref, process, _, Reason} -> Reason end.

tried(Test, Pid) ->
    try Test(Pid)
    catch Class:Reason -> {Class, Reason}
    end.

mail() ->
    receive
        {Down, Ref, process, From, Reason} when is_reference(Ref) -> {Down, node(From), Reason};
        {'EXIT', From, Reason} -> {'EXIT', node(From), Reason};
        Other -> Other
    after 50 -> none
    end.

tests() ->
    [{monitor, fun(P) -> is_reference(monitor(process, P)) end},
     {monitor_tag, fun(P) -> is_reference(monitor(process, P, [{tag, gone}])) end},
     {demonitor, fun(P) -> demonitor(monitor(process, P), [flush]) end},
     {alias, fun(P) -> R = monitor(process, P, [{alias, explicit_unalias}]), unalias(R) end},
     {alias_demonitor, fun(P) -> R = monitor(process, P, [{alias, demonitor}]), unalias(R) end},
     {link, fun link/1},
     {link_trapping, fun(P) -> process_flag(trap_exit, true), link(P) end},
     {unlink, fun unlink/1},
     {send, fun(P) -> P ! hello end},
     {send_noconnect, fun(P) -> erlang:send(P, hello, [noconnect]) end},
     {exit, fun(P) -> exit(P, kill) end},
     {is_process_alive, fun is_process_alive/1},
     {process_info, fun process_info/1},
     {process_info_item, fun(P) -> process_info(P, status) end},
     {process_info_items, fun(P) -> process_info(P, [status, links]) end},
     {process_info_wrong, fun(P) -> process_info(P, colour) end},
     {garbage_collect, fun garbage_collect/1},
     {check_process_code, fun(P) -> check_process_code(P, lists) end},
     {suspend_process, fun erlang:suspend_process/1},
     {group_leader, fun(P) -> group_leader(self(), P) end},
     {register, fun(P) -> register(stranger, P) end},
     {send_after, fun(P) -> erlang:send_after(1, P, x) end},
     {process_flag, fun(P) -> process_flag(P, save_calls, 1) end},
     {port_connect, fun(P) -> port_connect(P, P) end}].
