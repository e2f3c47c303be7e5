-module(comprehension_variables_are_local).
-export([main/0]).

main() ->
    X = 1,
    L = [Y + X || Y <- [1, 2, 3]],
    io:format("~p ~p~n", [L, X]),
    Y = outer,
    io:format("~p~n", [Y]),
    io:format("~p~n", [[[A || A <- B] || B <- [[1], [2, 3]]]]).
