-module(match_ip_header).
-export([main/0]).

main() ->
    Packet = <<4:4, 5:4, 0, 60:16, 1:16, 2:3, 0:13, 64, 6, 0:16, 10, 0, 0, 1, 192, 168, 1, 20, "payload">>,
    <<Version:4, HeaderWords:4, _Tos, Length:16, _Id:16, Flags:3, _Offset:13, Ttl, Protocol, _Sum:16,
      A, B, C, D, Destination:32, Data/binary>> = id(Packet),
    io:format("v~p ~p words, ~p bytes, flags ~p, ttl ~p, protocol ~p~n", [Version, HeaderWords, Length, Flags, Ttl, Protocol]),
    io:format("~p.~p.~p.~p to ~.16b: ~s~n", [A, B, C, D, Destination, Data]).

id(X) -> X.
