-module(hex_encoding_by_hand).
-export([main/0]).

hex(B) -> << <<(digit(N))>> || <<N:4>> <= B >>.
digit(N) when N < 10 -> $0 + N;
digit(N) -> $a + N - 10.
unhex(H) -> << <<(list_to_integer([A, B], 16))>> || <<A, B>> <= H >>.

main() ->
    H = hex(<<"Erlang", 255, 0>>),
    io:format("~s ~p~n", [H, unhex(H)]),
    io:format("~s ~p~n", [binary:encode_hex(<<1, 171>>), binary:decode_hex(<<"01aB">>)]).
