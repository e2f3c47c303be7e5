%% Merges by a function of lists that hold equal elements: which of them stay.
-module(lists_merge_repeated).
-export([main/0]).

main() ->
    Lists = [[], [1], [1, 1], [1, 2], [1, 1, 2], [2, 2], [1, 2, 2, 3], [3, 3, 3]],
    ByKey = fun({A, _}, {B, _}) -> A =< B end,
    [begin
         {First, Second} = {tagged(A, a), tagged(B, b)},
         io:format("~w~n ~w~n ~w~n", [lists:umerge(ByKey, First, Second),
                                      lists:rumerge(ByKey, lists:reverse(First), lists:reverse(Second)),
                                      lists:merge(ByKey, First, Second)])
     end || A <- Lists, B <- Lists],
    [io:format("~w ~w ~w ~w~n", [A, B, lists:umerge(A, B), lists:rumerge(lists:reverse(A), lists:reverse(B))])
     || A <- Lists, B <- Lists].

tagged(List, Tag) -> [{X, {Tag, N}} || {X, N} <- lists:zip(List, lists:seq(1, length(List)))].
