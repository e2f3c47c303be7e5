-module(fun_references).
-export([main/0]).

double(X) -> X * 2.

main() ->
    io:format("~p~n", [lists:map(fun double/1, [1, 2])]),
    io:format("~p~n", [lists:map(fun erlang:abs/1, [-1, 2])]),
    M = lists, F = reverse, A = 1,
    G = fun M:F/A,
    io:format("~p ~p~n", [G, G([1, 2, 3])]),
    H = fun lists:F/1,
    io:format("~p~n", [H("ab")]).
