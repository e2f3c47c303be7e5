-module(ets_bags_and_folds).
-export([main/0]).

main() ->
    B = ets:new(b, [bag]),
    D = ets:new(d, [duplicate_bag]),
    [ets:insert(T, X) || T <- [B, D], X <- [{k, 1}, {k, 2}, {k, 1}, {j, 0}]],
    io:format("~p ~p~n", [ets:lookup(B, k), ets:lookup(D, k)]),
    io:format("~p ~p~n", [ets:info(B, size), ets:info(D, size)]),
    ets:delete_object(D, {k, 1}),
    io:format("~p ~p~n", [ets:lookup(D, k), ets:foldl(fun({_, N}, A) -> A + N end, 0, D)]),
    io:format("~p~n", [ets:match_delete(B, {k, '_'})]),
    io:format("~p~n", [ets:tab2list(B)]).
