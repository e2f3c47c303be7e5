-module(ets_set_and_ordered_set).
-export([main/0]).

main() ->
    T = ets:new(t, [set]),
    io:format("~p ~p~n", [ets:insert(T, [{a, 1}, {b, 2}]), ets:insert_new(T, {a, 9})]),
    io:format("~p ~p ~p~n", [ets:lookup(T, a), ets:lookup(T, z), ets:member(T, b)]),
    io:format("~p ~p~n", [ets:update_counter(T, a, 5), ets:lookup_element(T, a, 2)]),
    O = ets:new(o, [ordered_set, named_table]),
    ets:insert(o, [{N, N * N} || N <- [5, 1, 3, 2.0]]),
    io:format("~p ~p~n", [O, ets:tab2list(o)]),
    io:format("~p ~p ~p ~p~n", [ets:first(o), ets:next(o, 3), ets:last(o), ets:prev(o, 1)]),
    io:format("~p~n", [ets:select(o, [{{'$1', '$2'}, [{'>', '$1', 1}], [{{'$2', '$1'}}]}])]),
    io:format("~p ~p~n", [ets:match(o, {'$1', 9}), ets:delete(o, 5)]),
    io:format("~p ~p~n", [ets:info(o, size), ets:delete(o)]),
    io:format("~p~n", [caught(fun() -> ets:lookup(o, 1) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
