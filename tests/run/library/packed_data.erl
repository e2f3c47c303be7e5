%% Data packed by zlib in its three formats, and what is no such data.
-module(packed_data).
-export([main/0]).

-define(PAIRS, [{compress, uncompress}, {zip, unzip}, {gzip, gunzip}]).

main() ->
    [round_trip(Pack, Unpack, Data) || {Pack, Unpack} <- ?PAIRS, Data <- data()],
    [io:format("~p of ~p: ~p~n", [Unpack, Data, reason(fun() -> zlib:Unpack(Data) end)])
     || {_, Unpack} <- ?PAIRS, Data <- [<<>>, <<1, 2, 3>>, "abc", foo]],
    [io:format("~p of a part: ~p~n", [Unpack, reason(fun() -> zlib:Unpack(part(zlib:Pack("hello hello hello"))) end)])
     || {Pack, Unpack} <- ?PAIRS],
    io:format("~p~n", [zlib:gunzip([zlib:gzip("one "), zlib:gzip("and two")])]),
    io:format("~p~n", [reason(fun() -> zlib:gunzip([zlib:gzip("one"), "more"]) end)]),
    io:format("~p~n", [[zlib:uncompress([zlib:compress("one"), "more"]), zlib:unzip([zlib:zip("one"), "more"])]]),
    io:format("~p~n", [zlib:uncompress(<<120, 156, 171, 0, 0, 0, 121, 0, 121>>)]),
    io:format("~p~n", [reason(fun() -> zlib:compress(foo) end)]).

round_trip(Pack, Unpack, Data) ->
    Packed = zlib:Pack(Data),
    Shorter = byte_size(Packed) < iolist_size(Data) div 2,
    io:format("~p ~p: ~p ~p~n", [Pack, iolist_size(Data), zlib:Unpack(Packed) =:= iolist_to_binary(Data), Shorter]).

data() -> ["", "a", ["ab", <<"c">>], lists:duplicate(1000, "again "), binary:copy(<<0>>, 300000)].

part(Packed) -> binary_part(Packed, 0, byte_size(Packed) - 3).

reason(Fun) ->
    try Fun() catch error:Reason -> Reason end.
