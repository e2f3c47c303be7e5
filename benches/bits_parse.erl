%% Binaries taken apart: bytes, words, packets with a length, bits, UTF-8.
-module(bits_parse).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(900000) end}.

run(N) ->
    Bytes = binary:copy(<<1, 2, 3, 4, 5, 6, 7, 8>>, N),
    Packets = binary:copy(<<3, "abc", 0, 5, "hello">>, N),
    Text = binary:copy(<<"aж€"/utf8>>, N),
    {bytes(Bytes, 0), words(Bytes, 0), packets(Packets, 0), nibbles(Bytes, 0), chars(Text, 0)}.

bytes(<<B, Rest/binary>>, Sum) -> bytes(Rest, Sum + B);
bytes(<<>>, Sum) -> Sum.

words(<<W:16/little, Rest/binary>>, Sum) -> words(Rest, Sum bxor W);
words(<<>>, Sum) -> Sum.

packets(<<Size, Data:Size/binary, Rest/binary>>, Sum) -> packets(Rest, Sum + byte_size(Data));
packets(<<>>, Sum) -> Sum.

nibbles(<<A:3, B:5, Rest/bits>>, Sum) -> nibbles(Rest, Sum + A + B);
nibbles(<<>>, Sum) -> Sum.

chars(<<C/utf8, Rest/binary>>, Sum) -> chars(Rest, Sum + C);
chars(<<>>, Sum) -> Sum.
