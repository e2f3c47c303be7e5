%% deep
%% Walks through tables that take many slices, beside another process.
-module(ets_walking_many_objects).
-export([main/0]).

main() ->
    Other = spawn_link(fun() -> busy(0) end),
    [table(Type, Options) || Type <- [set, ordered_set, bag, duplicate_bag],
                             Options <- [[], [public, {write_concurrency, true}]]],
    unlink(Other),
    exit(Other, kill).

busy(N) -> busy(N + 1).

table(Type, Options) ->
    T = ets:new(t, [Type | Options]),
    N = 20000,
    [ets:insert(T, {I, I rem 7, <<I:32>>}) || I <- lists:seq(1, N)],
    All = lists:seq(1, N),
    All = lists:sort(ets:select(T, [{{'$1', '_', '_'}, [], ['$1']}])),
    All = lists:sort([K || {K, _, _} <- ets:tab2list(T)]),
    All = lists:sort(pages(ets:select(T, [{{'$1', '_', '_'}, [], ['$1']}], 1000))),
    N = ets:select_count(T, [{'_', [], [true]}]),
    Sum = ets:foldl(fun({K, _, _}, Acc) -> K + Acc end, 0, T),
    Sum = ets:foldr(fun({K, _, _}, Acc) -> K + Acc end, 0, T),
    Deleted = ets:select_delete(T, [{{'_', 3, '_'}, [], [true]}]),
    Left = N - Deleted,
    Left = ets:info(T, size),
    Left = length(ets:tab2list(T)),
    true = ets:delete_all_objects(T),
    io:format("~p ~p ~p ~p~n", [Type, Sum, Deleted, ets:first(T)]).

pages('$end_of_table') -> [];
pages({Page, Continuation}) -> Page ++ pages(ets:select(Continuation)).
