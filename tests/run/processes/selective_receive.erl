-module(selective_receive).
-export([main/0]).

main() ->
    [self() ! M || M <- [a, b, {c, 1}, d, {c, 2}]],
    io:format("~p~n", [receive {c, X} -> X end]),
    io:format("~p~n", [receive d -> d end]),
    io:format("~p~n", [[receive M -> M end || _ <- [1, 2, 3]]]).
