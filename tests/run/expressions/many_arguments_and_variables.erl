-module(many_arguments_and_variables).
-export([main/0]).

f(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    [T, S, R, Q, P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A].

main() ->
    io:format("~p~n", [f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)]).
