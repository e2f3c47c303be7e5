-module(p_mixed_lists_look_like_strings).
-export([main/0]).

main() ->
    io:format("~p~n", [[65, 66, 67]]),
    io:format("~p~n", [[65, 66, 10]]),
    io:format("~p~n", [[65, 66, 1]]),
    io:format("~p~n", [[8, 9, 10, 11, 12, 13, 27]]),
    io:format("~p~n", [[160, 255]]),
    io:format("~p~n", [[127, 128]]),
    io:format("~p~n", [[[], [65], [[66]]]]),
    io:format("~p~n", [[65 | 66]]).
