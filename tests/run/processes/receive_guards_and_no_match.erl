-module(receive_guards_and_no_match).
-export([main/0]).

main() ->
    [self() ! N || N <- [1, 20, a, 3]],
    io:format("~p~n", [receive N when is_integer(N), N > 10 -> N end]),
    io:format("~p~n", [receive N2 when is_atom(N2); N2 > 100 -> N2 end]),
    io:format("~p~n", [element(2, process_info(self(), messages))]).
