-module(process_aliases).
-export([main/0]).

main() ->
    A = alias(),
    A ! one,
    io:format("~p~n", [receive X -> X end]),
    io:format("~p ~p~n", [unalias(A), unalias(A)]),
    A ! lost,
    io:format("~p~n", [receive Y -> Y after 20 -> nothing end]),
    B = alias([reply]),
    B ! first, B ! second,
    io:format("~p ~p~n", [receive Z -> Z end, receive Z2 -> Z2 after 20 -> nothing end]).
