%% deep
-module(append_chain).
-export([main/0]).

chain(0, L) -> L;
chain(N, L) -> chain(N - 1, [N] ++ L).

main() ->
    L = chain(1000000, []),
    io:format("~p ~p ~p~n", [length(L), hd(L), lists:last(L)]),
    M = L ++ L,
    io:format("~p~n", [length(M)]),
    io:format("~p~n", [length(lists:append([L, L, L]))]).
