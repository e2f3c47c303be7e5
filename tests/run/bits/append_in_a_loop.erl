-module(append_in_a_loop).
-export([main/0]).

build(0, Acc) -> Acc;
build(N, Acc) -> build(N - 1, <<Acc/binary, N>>).

main() ->
    B = build(1000, <<>>),
    io:format("~p ~p ~p~n", [byte_size(B), binary:first(B), binary:last(B)]),
    C = <<B/binary, "left">>,
    D = <<B/binary, "right">>,
    io:format("~p ~p~n", [binary:part(C, 1000, 4), binary:part(D, 1000, 5)]),
    io:format("~p~n", [erlang:crc32(B)]).
