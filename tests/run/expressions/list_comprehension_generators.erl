-module(list_comprehension_generators).
-export([main/0]).

main() ->
    io:format("~p~n", [[X * X || X <- [1, 2, 3]]]),
    io:format("~p~n", [[{X, Y} || X <- [1, 2], Y <- [a, b]]]),
    io:format("~p~n", [[{X, Y} || X <- [1, 2, 3], Y <- lists:seq(X, 3)]]),
    io:format("~p~n", [[X || X <- []]]),
    io:format("~p~n", [[y || _ <- "abc"]]).
