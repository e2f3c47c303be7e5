%% A fixed table can be walked through with first and next while its objects are deleted.
-module(ets_fixed_tables).
-export([main/0]).

main() ->
    [begin
         T = ets:new(t, [Type]),
         ets:insert(T, [{N, x} || N <- lists:seq(1, 100)]),
         true = ets:safe_fixtable(T, true),
         io:format("~p ~p~n", [ets:info(T, fixed), element(2, ets:info(T, safe_fixed_monotonic_time)) =:= [{self(), 1}]]),
         Seen = delete_all(T, ets:first(T), []),
         io:format("~p ~p ~p~n", [lists:sort(Seen) =:= lists:seq(1, 100), ets:info(T, size), ets:tab2list(T)]),
         ets:insert(T, {50, again}),
         io:format("~p ~p ~p~n", [ets:lookup(T, 50), ets:member(T, 51), ets:first(T)]),
         true = ets:safe_fixtable(T, false),
         io:format("~p ~p~n", [ets:info(T, safe_fixed), ets:tab2list(T)]),
         {_, Ref} = spawn_monitor(fun() -> ets:safe_fixtable(T, true), ets:safe_fixtable(T, true) end),
         receive {'DOWN', Ref, _, _, normal} -> ok end,
         io:format("~p~n", [ets:info(T, fixed)])
     end || Type <- [set, bag, duplicate_bag, ordered_set]].

delete_all(_, '$end_of_table', Seen) ->
    Seen;
delete_all(T, Key, Seen) ->
    ets:delete(T, Key),
    delete_all(T, ets:next(T, Key), [Key | Seen]).
