-module(large_map_by_lookup).
-export([main/0]).

main() ->
    M = maps:from_list([{N, N * N} || N <- lists:seq(1, 1000)]),
    io:format("~p ~p ~p~n", [map_size(M), maps:get(777, M), maps:get(1001, M, none)]),
    M2 = lists:foldl(fun maps:remove/2, M, lists:seq(1, 990)),
    io:format("~p~n", [M2]),
    io:format("~p~n", [M2 =:= maps:from_list([{N, N * N} || N <- lists:seq(991, 1000)])]),
    io:format("~p~n", [lists:sum(maps:values(M))]).
