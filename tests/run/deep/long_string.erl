%% deep
-module(long_string).
-export([main/0]).

main() ->
    S = lists:duplicate(1000000, $x),
    B = list_to_binary(S),
    io:format("~p ~p ~p~n", [length(S), byte_size(B), length(binary_to_list(B))]),
    F = io_lib:format("~s~p", [S, S]),
    io:format("~p~n", [iolist_size(F)]),
    io:format("~p~n", [length(string:uppercase(S))]).
