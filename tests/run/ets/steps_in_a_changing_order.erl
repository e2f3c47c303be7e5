%% Going over an ordered set from key to key while rows come and go beside the walk: each step sees what is there then.
-module(steps_in_a_changing_order).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    Fill = fun() -> ets:delete_all_objects(T), ets:insert(T, [{K, K} || K <- lists:seq(1, 60)]) end,
    Fill(),
    show(steps(T, fun ets:next/2, ets:first(T), fun(_) -> ok end)),
    show(steps(T, fun ets:prev/2, ets:last(T), fun(_) -> ok end)),
    %% The next but one goes.
    show(steps(T, fun ets:next/2, ets:first(T), fun(K) -> ets:delete(T, K + 2) end)),
    Fill(),
    show(steps(T, fun ets:prev/2, ets:last(T), fun(K) -> ets:delete(T, K - 1) end)),
    Fill(),
    %% One comes in between, which is as large as an integer or not.
    show(steps(T, fun ets:next/2, 40, fun(K) when is_integer(K), K rem 3 =:= 0 -> ets:insert(T, {K + 0.5, new}); (_) -> ok end)),
    show(steps(T, fun ets:next/2, 50, fun(K) when is_integer(K) -> ets:insert(T, {K + 1.0, new}); (_) -> ok end)),
    %% What was walked is replaced, and the walk turns back.
    Fill(),
    show(ets:foldl(fun({K, _}, Sum) -> ets:insert(T, {61 - K, seen}), [K | Sum] end, [], T)),
    show(there_and_back(T, 5, [])),
    show(ets:foldr(fun({K, V}, All) -> ets:update_element(T, K div 2, {2, half}), [V | All] end, [], T)),
    %% Two walk at once, in different directions and from different places.
    show(lists:foldl(fun(_, {A, B}) -> {ets:next(T, A), ets:prev(T, B)} end, {1, 60}, lists:seq(1, 20))),
    show(ets:next(T, 17.0)),
    show(ets:next(T, 17)),
    show(ets:next(T, 17.5)),
    ets:delete_all_objects(T),
    show(ets:next(T, 18)).

show(Value) -> io:format("~w~n", [Value]).

steps(_, _, '$end_of_table', _) -> [];
steps(T, Step, Key, Change) ->
    Change(Key),
    [Key | steps(T, Step, Step(T, Key), Change)].

there_and_back(_, 0, Seen) -> lists:reverse(Seen);
there_and_back(T, N, Seen) ->
    Up = lists:foldl(fun(_, K) -> ets:next(T, K) end, N, lists:seq(1, 7)),
    Down = lists:foldl(fun(_, K) -> ets:prev(T, K) end, Up, lists:seq(1, 3)),
    there_and_back(T, N - 1, [{N, Up, Down} | Seen]).
