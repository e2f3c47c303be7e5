-module(io_lib_format_returns_a_deep_list).
-export([main/0]).

main() ->
    L = io_lib:format("~s-~w-~5..0b", ["a", b, 3]),
    io:format("~p ~p~n", [lists:flatten(L), iolist_to_binary(L)]),
    io:format("~p~n", [io_lib:deep_char_list(L)]),
    io:format("~p~n", [iolist_size(L)]).
