%% Arrays of atomics and counters, their limits, and many processes that add at once.
-module(atomics_and_counters).
-export([main/0]).

main() ->
    A = atomics:new(2, []),
    io:format("~p ~p ~p~n", [atomics:put(A, 1, 5), atomics:get(A, 1), atomics:get(A, 2)]),
    io:format("~p ~p ~p~n", [atomics:add(A, 1, -7), atomics:add_get(A, 1, 1), atomics:sub_get(A, 1, 4)]),
    io:format("~p ~p~n", [atomics:exchange(A, 1, 99), atomics:sub(A, 1, 9)]),
    io:format("~p ~p~n", [atomics:compare_exchange(A, 1, 90, 1), atomics:compare_exchange(A, 1, 90, 2)]),
    atomics:put(A, 2, (1 bsl 63) - 1),
    io:format("~p~n", [atomics:add_get(A, 2, 1)]),
    U = atomics:new(1, [{signed, false}]),
    io:format("~p ~p~n", [atomics:sub_get(U, 1, 1), atomics:add_get(U, 1, 1)]),
    [io:format("~p~n", [maps:remove(memory, atomics:info(X))]) || X <- [A, U]],
    C = counters:new(3, []),
    io:format("~p ~p ~p~n", [counters:add(C, 3, 5), counters:sub(C, 3, 7), counters:get(C, 3)]),
    io:format("~p ~p~n", [counters:put(C, 1, 44), counters:get(C, 1)]),
    W = counters:new(1, [write_concurrency]),
    Refs = [element(2, spawn_monitor(fun() -> [counters:add(W, 1, 1) || _ <- lists:seq(1, 100)] end)) || _ <- lists:seq(1, 20)],
    [receive {'DOWN', Ref, _, _, normal} -> ok end || Ref <- Refs],
    io:format("~p ~p~n", [counters:get(W, 1), maps:get(size, counters:info(W))]),
    io:format("~p ~p~n", [is_reference(A), A =:= hd([A])]),
    [failure(F) || F <- [
        fun() -> atomics:new(0, []) end,
        fun() -> atomics:new(1, [what]) end,
        fun() -> atomics:get(A, 3) end,
        fun() -> atomics:get(make_ref(), 1) end,
        fun() -> atomics:put(A, 1, 1 bsl 63) end,
        fun() -> atomics:put(U, 1, -1) end,
        fun() -> counters:get(C, 0) end,
        fun() -> counters:add(nothing, 1, 1) end
    ]].

failure(F) ->
    try F() of
        Value -> io:format("~p~n", [Value])
    catch
        error:Reason:Stack ->
            [{M, N, _, _} | _] = Stack,
            io:format("~p ~p:~p~n", [Reason, M, N])
    end.
