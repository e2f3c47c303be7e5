-module(begin_end_is_its_last).
-export([main/0]).

main() ->
    X = begin A = 1, B = A + 1, A + B end,
    io:format("~p ~p ~p~n", [X, A, B]),
    io:format("~p~n", [[begin Y = N * 2, Y + 1 end || N <- [1, 2]]]).
