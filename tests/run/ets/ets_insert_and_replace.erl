%% Objects with the same key replace each other in sets; insert_new does all or nothing.
-module(ets_insert_and_replace).
-export([main/0]).

main() ->
    [table(Type) || Type <- [set, ordered_set, bag, duplicate_bag]],
    P = ets:new(p, [{keypos, 2}]),
    true = ets:insert(P, [{one, a}, {two, b}, {three, a, more}]),
    io:format("~p~n", [lists:sort(ets:tab2list(P))]),
    {'EXIT', {badarg, _}} = (catch ets:insert(P, {short})),
    io:format("~p~n", [lists:sort(ets:tab2list(P))]).

table(Type) ->
    T = ets:new(t, [Type]),
    true = ets:insert(T, {k, 1}),
    true = ets:insert(T, {k, 2}),
    true = ets:insert(T, {k, 1}),
    true = ets:insert(T, [{1, int}, {1.0, float}]),
    io:format("~p: ~p~n", [Type, lists:sort(ets:tab2list(T))]),
    io:format("~p ~p~n", [ets:insert_new(T, {k, 3}), ets:insert_new(T, [{new, 1}, {k, 4}])]),
    io:format("~p ~p~n", [ets:member(T, new), ets:insert_new(T, [{new, 1}, {newer, 2}])]),
    io:format("~p ~p ~p~n", [ets:lookup(T, k), ets:lookup(T, 1), ets:lookup(T, 1.0)]),
    io:format("~p ~p~n", [ets:take(T, k), ets:take(T, k)]),
    io:format("~p~n", [ets:info(T, size)]),
    ets:insert(T, [{d, 1}, {d, 2}]),
    ets:delete_object(T, {d, 1}),
    io:format("~p~n", [ets:lookup(T, d)]),
    true = ets:delete(T, d),
    true = ets:delete(T, not_there),
    true = ets:delete_all_objects(T),
    io:format("~p~n", [ets:tab2list(T)]).
