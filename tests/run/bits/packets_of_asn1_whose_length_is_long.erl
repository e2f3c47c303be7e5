%% A packet of ASN.1 whose length is not there yet wants more, however many bytes the length takes.
-module(packets_of_asn1_whose_length_is_long).
-export([main/0]).

main() ->
    [io:format("~p ~p~n", [Bytes, erlang:decode_packet(asn1, Bytes, [])])
     || Bytes <- [<<13, 191, 97, 10, 1>>, <<13, 191>>, <<13, 133, 0, 0, 0, 0, 1, 5>>, <<13, 132, 0, 0, 0, 1, 5>>, <<13, 128>>,
                  <<13, 129, 9>>, <<31, 129, 5, 1, 2, 3>>, <<31, 255, 255>>, <<13, 3, 1, 2, 3, 4>>]].
