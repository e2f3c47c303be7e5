-module(assoc_of_match_and_send).
-export([main/0]).

main() ->
    self() ! X = {msg, 1},
    receive Y -> io:format("~p ~p~n", [X, Y]) end.
