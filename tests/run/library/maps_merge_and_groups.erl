-module(maps_merge_and_groups).
-export([main/0]).

main() ->
    A = #{a => 1, b => 2},
    B = #{b => 3, c => 4},
    io:format("~p~n", [maps:merge(A, B)]),
    io:format("~p~n", [maps:merge_with(fun(K, X, Y) -> {K, X, Y} end, A, B)]),
    io:format("~p ~p~n", [maps:intersect(A, B), maps:intersect_with(fun(_, X, Y) -> X + Y end, A, B)]),
    io:format("~p~n", [maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 9))]),
    io:format("~p~n", [maps:groups_from_list(fun erlang:length/1, fun lists:reverse/1, ["ab", "c", "de"])]).
