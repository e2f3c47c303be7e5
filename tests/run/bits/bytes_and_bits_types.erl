-module(bytes_and_bits_types).
-export([main/0]).

main() ->
    <<A:2/bytes, B:4/bits, C/bits>> = id(<<"abcd">>),
    io:format("~p ~p ~p~n", [A, B, C]),
    io:format("~p~n", [<<A/bytes, B/bits, C/bitstring>>]),
    io:format("~p ~p~n", [bit_size(C), byte_size(C)]).

id(X) -> X.
