-module(shifts).
-export([main/0]).

main() ->
    io:format("~p~n", [[1 bsl N || N <- [0, 1, 58, 59, 60, 63, 64, 100]]]),
    io:format("~p~n", [[(1 bsl 100) bsr N || N <- [0, 36, 37, 99, 100, 101]]]),
    io:format("~p~n", [[id(-1) bsr 1, id(-5) bsr 1, id(-8) bsr 70, id(5) bsr 70, id(-(1 bsl 70)) bsr 3]]),
    io:format("~p~n", [[id(1) bsl -1, id(16) bsl -2, id(4) bsr -3, id(-3) bsl 2, id(0) bsl 1000000000]]).

id(X) -> X.
