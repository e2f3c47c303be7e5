%% Merging maps of more than 32 keys: overlapping, equal, apart, and of keys that share most of their hash.
-module(merging_large_maps).
-export([main/0]).

main() ->
    Sizes = [0, 1, 20, 33, 100, 300],
    io:format("~p~n", [[merged(A, B, Shift) || A <- Sizes, B <- Sizes, Shift <- [0, A div 2, A]]]),
    Map = map(0, 1000),
    io:format("~p~n", [[maps:merge(Map, Map) =:= Map, maps:merge(Map, map(0, 500)) =:= Map]]),
    Changed = maps:map(fun(_, V) -> {V} end, Map),
    io:format("~p~n", [[maps:merge(Map, Changed) =:= Changed, maps:merge(Changed, Map) =:= Map]]),
    Mixed = maps:from_list([{K, V} || N <- lists:seq(1, 300), {K, V} <- [{N, a}, {float(N), b}, {{N}, c}, {[N], d}]]),
    All = maps:merge(Map, Mixed),
    io:format("~p ~p~n", [map_size(All), [maps:get(K, All) || K <- [1, 1.0, {1}, [1], {key, 999}]]]).

merged(A, B, Shift) ->
    {Left, Right} = {map(0, A), maps:map(fun(_, V) -> -V end, map(Shift, B))},
    Both = maps:merge(Left, Right),
    Expected = maps:from_list(maps:to_list(Left) ++ maps:to_list(Right)),
    case Both =:= Expected andalso map_size(Both) =:= length(maps:to_list(Both)) of
        true -> map_size(Both);
        false -> {wrong, A, B, Shift}
    end.

map(From, Count) -> maps:from_list([{{key, K}, K} || K <- lists:seq(From + 1, From + Count)]).
