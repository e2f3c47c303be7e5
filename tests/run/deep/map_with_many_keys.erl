%% deep
-module(map_with_many_keys).
-export([main/0]).

main() ->
    M = lists:foldl(fun(N, M) -> M#{N => N, {k, N} => -N} end, #{}, lists:seq(1, 200000)),
    io:format("~p ~p ~p~n", [map_size(M), maps:get({k, 777}, M), lists:sum(maps:values(M))]),
    io:format("~p~n", [map_size(maps:filter(fun(_, V) -> V > 0 end, M))]).
