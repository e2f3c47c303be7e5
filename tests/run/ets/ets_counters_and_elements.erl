%% update_counter in all its forms, and update_element.
-module(ets_counters_and_elements).
-export([main/0]).

main() ->
    T = ets:new(t, []),
    ets:insert(T, {k, 1, 10}),
    io:format("~p~n", [ets:update_counter(T, k, 5)]),
    io:format("~p~n", [ets:update_counter(T, k, {3, -4})]),
    io:format("~p~n", [ets:update_counter(T, k, {2, 10, 12, 0})]),
    io:format("~p~n", [ets:update_counter(T, k, {3, -10, 0, 100})]),
    io:format("~p~n", [ets:update_counter(T, k, [{2, 1}, {2, 2}, {3, -1}, {3, 0}])]),
    io:format("~p~n", [ets:update_counter(T, k, [])]),
    io:format("~p~n", [ets:update_counter(T, new, {2, 1}, {ignored, 41})]),
    io:format("~p~n", [ets:update_counter(T, new, 1 bsl 70)]),
    io:format("~p~n", [ets:update_counter(T, new, -(1 bsl 70))]),
    io:format("~p~n", [ets:update_element(T, k, {2, "text"})]),
    io:format("~p~n", [ets:update_element(T, k, [{2, a}, {3, <<0:800>>}])]),
    io:format("~p~n", [ets:update_element(T, none, {2, a})]),
    io:format("~p~n", [lists:sort(ets:tab2list(T))]),
    [failure(F) || F <- [
        fun() -> ets:update_counter(T, k, 1) end,
        fun() -> ets:update_counter(T, k, {1, 1}) end,
        fun() -> ets:update_counter(T, k, {9, 1}) end,
        fun() -> ets:update_counter(T, none, 1) end,
        fun() -> ets:update_counter(T, new, [{2, 1}, {2, x}]) end,
        fun() -> ets:update_element(T, k, {1, z}) end,
        fun() -> ets:update_element(T, k, {4, z}) end,
        fun() -> ets:update_counter(ets:new(b, [bag]), k, 1) end
    ]],
    io:format("~p~n", [ets:lookup(T, new)]).

failure(F) ->
    try F() of
        Value -> io:format("~p~n", [Value])
    catch
        error:Reason:Stack ->
            [{M, N, _, Info} | _] = Stack,
            io:format("~p ~p:~p ~p~n", [Reason, M, N, Info])
    end.
