%% Internet addresses as text and as tuples.
-module(internet_addresses).
-export([main/0]).

main() ->
    lists:foreach(fun(Text) -> io:format("~p -> ~p~n", [Text, inet:parse_address(Text)]) end, texts()),
    Parsers = [parse_ipv4_address, parse_ipv4strict_address, parse_ipv6_address, parse_ipv6strict_address,
               parse_address, parse_strict_address],
    [io:format("~p ~p: ~p~n", [Parser, Text, inet:Parser(Text)])
     || Parser <- Parsers, Text <- ["1.2.3.4", "1.2", "::1", "1.2.3.4%1", "::1.2.3.4", "::1.2", "::0x1.2.3.4"]],
    [io:format("~p: ~p~n", [Address, inet:ntoa(Address)]) || Address <- addresses()],
    [io:format("~p ~p: ~p~n", [Test, Address, inet:Test(Address)])
     || Test <- [is_ip_address, is_ipv4_address, is_ipv6_address],
        Address <- [{1, 2, 3, 4}, {1, 2, 3, 256}, {1, 2, 3, 4, 5, 6, 7, 8}, {1, 2, 3, 4, 5, 6, 7, 65536}, a]],
    io:format("~p~n", [[inet:ipv4_mapped_ipv6_address({1, 2, 3, 4}),
                        inet:ipv4_mapped_ipv6_address({0, 0, 0, 0, 0, 16#ffff, 16#102, 16#304})]]),
    io:format("~p~n", [[inet:format_error(Reason)
                        || Reason <- [einval, nxdomain, enoent, econnrefused, foo, exbadport, exbadseq, timeout]]]).

texts() ->
    ["1.2.3.4", "1.2.3", "1.2", "1", "0x7f.1", "017.1", "256.1", "1.256", "1.65536", "1.2.65535", "4294967295",
     "4294967296", "1.2.3.4.5", "", "1..2", ".1", "1.", "08.1", "0x", "1.2.3.0x10", "00.0.0.0", " 1.2.3.4", "-1.2",
     "1.2.3.4 ", "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::8", "1::2::3",
     "::1.2.3.4", "::1.2.3", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "12345::", "1::1%5", "G::", ":::",
     "1:2:3:4:5:6:7", "FFFF::ffff", "::ffff:1.2.3.4", "::01.2.3.4", abc, {1, 2, 3, 4}, "1:2:3:4:5:6:7:8:9", ":1",
     "1:", "1:2:3:4:5:6:7:8::", "0:0:0:0:0:0:0:0", "00000::", "0001::", "::-1", "fe80::1%1", "fe80::1%eth0",
     "fe80::1%", "fe80::1%65536", "ff02::1%3", "fe80::1%01", "fe81::%2", "fe80::1%010", "fe80:2::1%05"].

addresses() ->
    [{0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 1}, {1, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 2, 0, 0, 0, 3},
     {1, 0, 0, 2, 3, 0, 0, 4}, {1, 0, 2, 3, 4, 5, 6, 7}, {0, 0, 0, 0, 0, 16#ffff, 16#102, 16#304},
     {0, 0, 0, 0, 0, 0, 16#102, 16#304}, {0, 0, 0, 0, 0, 0, 0, 2}, {16#fe80, 1, 0, 0, 0, 0, 0, 1},
     {16#abcd, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 2, 3, 4, 5, 6, 7}, {0, 0, 1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6, 0, 0},
     {1, 0, 0, 0, 2, 0, 0, 0}, {0, 0, 0, 0, 0, 1, 1, 1}, {16#fe80, 0, 0, 0, 0, 0, 0, 0}, {16#ff05, 5, 0, 0, 0, 0, 0, 1},
     {1, 2, 3, 4}, a, {1, 2, 3, 256}, {1, 2, 3, 4, 5, 6, 7, 65536}].
