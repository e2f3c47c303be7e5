%% deep
-module(improper_and_map_chain).
-export([main/0]).

chain(0, M) -> M;
chain(N, M) -> chain(N - 1, #{next => M}).
depth(#{next := M}) -> 1 + depth(M);
depth(_) -> 0.

main() ->
    M = chain(300000, end_),
    N = chain(300000, end_),
    io:format("~p ~p~n", [depth(M), M =:= N]).
