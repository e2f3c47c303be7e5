-module(strings_are_lists).
-export([main/0]).

main() ->
    io:format("~p ~w~n", ["abc", "abc"]),
    io:format("~p~n", ["abc" =:= [$a, $b, $c]]),
    io:format("~p ~p ~p~n", ["", [97, 98], [97, 98, 7]]),
    io:format("~p~n", [[[104, 105], [1, 2]]]).
