-module(division_truncates_toward_zero).
-export([main/0]).

main() ->
    io:format("~p~n", [[{X, Y, X div Y, X rem Y} || X <- [7, -7], Y <- [2, -2]]]),
    io:format("~p~n", [[7 / id(2), -7 / id(2), 6 / id(3), 1 / id(3)]]),
    Min = id(-(1 bsl 59)),
    io:format("~p ~p~n", [Min div -1, Min rem -1]).

id(X) -> X.
