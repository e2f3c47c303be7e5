%% Packets: what their length counts, bits after them, lines of HTTP whose first word is no word.
-module(decode_packet_corners).
-export([main/0]).

main() ->
    Body = <<101, 22, 203, 54, 175>>,
    Packets = [{1, <<5, Body/binary>>}, {2, <<5:16, Body/binary>>}, {asn1, <<16#10, 5, Body/binary>>},
               {sunrm, <<1:1, 5:31, Body/binary>>}, {cdr, <<"GIOP", 1, 2, 1, 0, 5:32/little, Body/binary>>},
               {fcgi, <<1, 2, 3:16, 5:16, 0, 7, Body/binary>>}, {fcgi, <<1, 2, 3:16, 5:16, 3, 7, Body/binary, 1, 2, 3>>},
               {tpkt, <<3, 9, 9:16, Body/binary>>}],
    [io:format("~p ~p ~0p~n", [Type, Most, erlang:decode_packet(Type, <<Packet/binary, 77, 5:3>>, [{packet_size, Most}])])
     || {Type, Packet} <- Packets, Most <- [0, 4, 5, 8]],
    [io:format("~p ~0p~n", [Type, erlang:decode_packet(Type, binary:part(Packet, 0, byte_size(Packet) - 1), [])])
     || {Type, Packet} <- Packets],
    [io:format("~p ~0p ~0p~n", [Type, Options, erlang:decode_packet(Type, Text, Options)])
     || Type <- [http, httph, http_bin, line],
        Text <- [<<"GET / HTTP/1.1\r\nrest">>, <<"Host: local\r\nX: y">>, <<"A/B /x HTTP/1.0\r\n">>, <<"A", 200, " /x HTTP/1.0\r\n">>, <<"a\nb", 1:3>>],
        Options <- [[], [{line_length, 5}], [{packet_size, 30}, {line_length, 5}]]].
