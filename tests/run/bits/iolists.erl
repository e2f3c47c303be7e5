-module(iolists).
-export([main/0]).

main() ->
    L = [<<"a">>, "bc", [$d, [<<"e">>]], [] | <<"f">>],
    io:format("~p ~p ~p~n", [iolist_to_binary(L), iolist_size(L), list_to_binary(L)]),
    io:format("~p~n", [iolist_to_binary(<<"same">>)]),
    io:format("~p ~p~n", [list_to_bitstring([<<1:1>>, <<2:3>>]), bitstring_to_list(<<1, 2, 3:4>>)]),
    io:format("~p~n", [erlang:iolist_to_iovec([<<"x">>, "y"])]),
    io:format("~p ~p~n", [binary_to_list(<<"abcd">>), binary_to_list(<<"abcd">>, 2, 3)]).
