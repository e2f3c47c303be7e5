-module(p_breaks_long_strings).
-export([main/0]).

main() ->
    S = lists:flatten(lists:duplicate(12, "a string of words ")),
    io:format("~p~n", [S]),
    io:format("~p~n", [{tag, S}]),
    io:format("~p~n", [list_to_binary(S)]),
    io:format("~p~n", [list_to_binary(lists:seq(0, 60))]).
