-module(char_literals_in_lists).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [[$H, $i], [$H, 105.0]]),
    io:format("~p ~p~n", [[$H, $i, 300], [0, $a]]),
    io:format("~tp ~p~n", [[$H, 1078], [1078, 1079]]).
