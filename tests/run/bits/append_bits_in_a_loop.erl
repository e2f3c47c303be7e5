-module(append_bits_in_a_loop).
-export([main/0]).

build(0, Acc) -> Acc;
build(N, Acc) -> build(N - 1, <<Acc/bits, (N band 1):1>>).

main() ->
    io:format("~p~n", [build(19, <<>>)]),
    B = build(1001, <<>>),
    io:format("~p ~p~n", [bit_size(B), byte_size(B)]).
