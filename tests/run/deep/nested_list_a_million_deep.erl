%% deep
-module(nested_list_a_million_deep).
-export([main/0]).

nest(0, T) -> T;
nest(N, T) -> nest(N - 1, [T]).
depth([]) -> 0;
depth([T]) -> 1 + depth(T).

main() ->
    A = nest(1000000, []),
    B = nest(1000000, []),
    C = nest(1000000, [x]),
    io:format("~p ~p ~p ~p~n", [A =:= B, A == C, A < C, depth(A)]).
