-module(receive_after_zero).
-export([main/0]).

flush() ->
    receive M -> [M | flush()]
    after 0 -> []
    end.

main() ->
    io:format("~p~n", [flush()]),
    self() ! 1, self() ! 2,
    io:format("~p~n", [flush()]),
    io:format("~p~n", [receive never -> x after 0 -> nothing end]).
