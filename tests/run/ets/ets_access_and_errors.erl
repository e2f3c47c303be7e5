%% Who may do what, and which errors say so.
-module(ets_access_and_errors).
-export([main/0]).

main() ->
    [ets:new(T, [named_table, T]) || T <- [public, protected, private]],
    [ets:insert(T, {k, 1}) || T <- [public, protected, private]],
    {_, Ref} = spawn_monitor(fun() ->
        [call(F, [T | A]) || T <- [public, protected, private, no_table, "no name"], {F, A} <- [
            {lookup, [k]}, {member, [z]}, {first, []}, {insert, [{l, 2}]}, {delete, [l]}, {update_counter, [k, 1]},
            {lookup_element, [z, 1]}, {select, [[{'_', [], [x]}]]}, {rename, [T]}, {tab2list, []}]]
    end),
    receive {'DOWN', Ref, _, _, normal} -> ok end,
    [call(new, [N, O]) || {N, O} <- [{1, []}, {t, [what]}, {public, [named_table]}, {t, [{keypos, 0}]}, {t, [set | bag]}]],
    true = ets:delete(public),
    call(delete, [public]),
    call(next, [protected, not_there]),
    call(insert, [protected, not_a_tuple]),
    call(slot, [protected, -1]).

call(F, Args) ->
    try apply(ets, F, Args) of
        Value -> io:format("~p ~p: ~p~n", [F, hd(Args), Value])
    catch
        Class:Reason:Stack ->
            [{M, N, _, Info} | _] = Stack,
            io:format("~p ~p: ~p:~p ~p:~p ~p~n", [F, hd(Args), Class, Reason, M, N, Info])
    end.
