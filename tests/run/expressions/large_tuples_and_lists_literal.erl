-module(large_tuples_and_lists_literal).
-export([main/0]).

main() ->
    T = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30},
    io:format("~p ~p~n", [tuple_size(T), element(30, T)]),
    B = list_to_tuple(lists:seq(1, 10000)),
    io:format("~p ~p~n", [element(9999, B), element(5000, setelement(5000, B, x))]).
