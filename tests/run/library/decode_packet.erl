%% erlang:decode_packet/3: packets with a length, lines, HTTP, and other framings.
-module(decode_packet).
-export([main/0]).

main() ->
    [show(Type, Bytes, Options) || {Type, Bytes, Options} <- counted() ++ lines() ++ requests() ++ headers() ++ frames()],
    [show(Type, Bytes, Options) || {Type, Bytes, Options} <- [{foo, <<>>, []}, {1, foo, []}, {1, <<>>, [foo]}]].

show(Type, Bytes, Options) ->
    Result = try erlang:decode_packet(Type, Bytes, Options)
             catch
                 error:Reason -> Reason
             end,
    io:format("~w ~0p ~w~n    ~0p~n", [Type, Bytes, Options, Result]).

counted() ->
    [{raw, <<>>, []}, {raw, <<1, 2>>, []}, {0, <<1>>, []}, {1, <<2, 1>>, []}, {1, <<2, 1, 5, 6>>, []},
     {2, <<0, 1, 5, 6>>, []}, {2, <<0>>, []}, {4, <<2:32, 1, 2, 3>>, []}, {4, <<2:32, 1, 2, 3>>, [{packet_size, 1}]}].

lines() ->
    [{line, <<"ab">>, []}, {line, <<"ab\ncd">>, []}, {line, <<"ab\r\ncd">>, []}, {line, <<"abcdef\ncd">>, [{line_length, 3}]},
     {line, <<"ab;cd">>, [{line_delimiter, $;}]}, {line, <<"abcdef">>, [{line_length, 3}]},
     {line, <<"abcdef\n">>, [{packet_size, 3}]}].

requests() ->
    [{http, <<"GET /a/b HTTP/1.1\r\nHost: x\r\n\r\n">>, []}, {http_bin, <<"GET http://h:8080/a HTTP/1.0\r\n">>, []},
     {http, <<"GET * HTTP/1.1\r\n">>, []}, {http, <<"HTTP/1.1 200 OK\r\n">>, []}, {http, <<"HTTP/1.1 404 Not Found\r\nx">>, []},
     {http, <<"rubbish\r\n">>, []}, {http, <<"GET">>, []}, {http_bin, <<"FOO /x HTTP/1.1\r\n">>, []},
     {http, <<"CONNECT h:80 HTTP/1.1\r\n">>, []}, {http, <<"GET https://h/x?y HTTP/1.1\r\n">>, []},
     {http, <<"GET /\r\n">>, []}, {http, <<"HTTP/1.1 200\r\n">>, []}, {http, <<"GET http://h HTTP/1.1\r\n">>, []},
     {http, <<"GET / HTTP/x\r\n">>, []}, {http, <<"GET / HTTP/1.1\r\n">>, [{packet_size, 5}]},
     {http, <<"GET  / HTTP/1.1\n">>, []}, {http, <<"\r\nGET / HTTP/1.1\r\n">>, []}].

headers() ->
    [{httph, <<"Content-Length: 12\r\nX: y\r\n">>, []}, {httph, <<"X-foo-BAR: y\r\n\r\n">>, []},
     {httph_bin, <<"\r\nabc">>, []}, {httph, <<"bad\r\nA: b\r\n">>, []}, {httph, <<"A: b\r\n c\r\nB: d\r\n">>, []},
     {httph, <<"A: b\r\n">>, []}, {httph, <<"host: x\r\nY">>, []}, {httph_bin, <<"accept-ENCODING:x\r\nY">>, []},
     {httph, <<": e\r\nY">>, []}, {httph, <<"A:\r\nY">>, []}, {httph, <<"A : b\r\nY">>, []}, {httph, <<"\r">>, []}].

frames() ->
    [{sunrm, <<128, 0, 0, 2, 1, 2, 3>>, []}, {cdr, <<"GIOP", 1, 0, 0, 0, 0, 0, 0, 1, 9, 8>>, []},
     {fcgi, <<1, 2, 0, 0, 0, 1, 0, 0, 5>>, []}, {tpkt, <<3, 0, 0, 6, 1, 2, 3>>, []}, {asn1, <<16#30, 2, 1, 2, 3>>, []},
     {asn1, <<16#30, 16#81, 2, 1, 2, 3>>, []}, {asn1, <<16#30>>, []}, {tpkt, <<3, 0>>, []}].
