%% deep
-module(lists_sort_large).
-export([main/0]).

rnd(0, _) -> [];
rnd(N, S) -> S2 = (S * 1103515245 + 12345) rem 2147483648, [S2 rem 5000 | rnd(N - 1, S2)].

main() ->
    L = rnd(20000, 42),
    S = lists:sort(L),
    io:format("~p ~p~n", [lists:sublist(S, 10), length(S)]),
    io:format("~p ~p~n", [length(lists:usort(L)), S =:= lists:reverse(lists:sort(fun(A, B) -> A > B end, L))]),
    io:format("~p~n", [S =:= lists:merge(lists:sort(lists:sublist(L, 10000)), lists:sort(lists:nthtail(10000, L)))]).
