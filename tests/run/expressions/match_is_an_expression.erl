-module(match_is_an_expression).
-export([main/0]).

main() ->
    {X, [Y | Z]} = P = {1, [2, 3, 4]},
    io:format("~p ~p ~p ~p~n", [X, Y, Z, P]),
    A = B = C = 5,
    io:format("~p~n", [A + B + C]),
    io:format("~p~n", [(D = 3) * 2]),
    io:format("~p~n", [D]).
