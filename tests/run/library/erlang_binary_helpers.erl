-module(erlang_binary_helpers).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [byte_size(<<1:9>>), bit_size(<<1:9>>)]),
    io:format("~p ~p~n", [split_binary(<<"abcd">>, 1), erlang:binary_part(<<"abcd">>, 1, 2)]),
    io:format("~p ~p~n", [is_bitstring(<<1:1>>), is_binary(<<1:1>>)]).
