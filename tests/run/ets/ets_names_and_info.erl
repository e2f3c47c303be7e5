%% Names of tables, rename, whereis and info.
-module(ets_names_and_info).
-export([main/0]).

main() ->
    n = ets:new(n, [named_table, public, bag, {keypos, 2}, {read_concurrency, true}]),
    T = ets:new(n, []),
    Ref = ets:whereis(n),
    io:format("~p ~p ~p~n", [is_reference(Ref), is_reference(T), Ref =:= ets:info(n, id)]),
    ets:insert(n, {v, k}),
    io:format("~p ~p~n", [ets:lookup(n, k), ets:lookup(Ref, k)]),
    m = ets:rename(n, m),
    io:format("~p ~p ~p~n", [ets:whereis(n), ets:lookup(m, k), ets:info(Ref, name)]),
    T = ets:rename(T, other),
    io:format("~p ~p~n", [ets:info(T, name), ets:whereis(other)]),
    [io:format("~p ~p~n", [Item, Value]) || {Item, Value} <- ets:info(m), Item =/= id, Item =/= memory, Item =/= owner],
    io:format("~p ~p~n", [ets:info(m, owner) =:= self(), is_integer(ets:info(m, memory))]),
    io:format("~p ~p~n", [lists:member(m, ets:all()), lists:member(T, ets:all())]),
    true = ets:delete(m),
    io:format("~p ~p ~p~n", [ets:info(m), ets:info(Ref, size), lists:member(m, ets:all())]).
