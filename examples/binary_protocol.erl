%% Reading a binary protocol with the bit syntax.
%%
%%   packet  =  version:4  type:4  length:16  payload:length bytes  checksum:8
%%   type 1 = text (UTF-8)   2 = point (two signed 16-bit)   3 = list of words
-module(binary_protocol).
-export([main/0]).

-define(VERSION, 1).

main() ->
    Messages = [{text, "hej, världen"}, {point, 3, -4}, {words, ["bits", "and", "bytes"]}, {text, ""}],
    Stream = << <<(encode(M))/binary>> || M <- Messages >>,
    io:format("~p messages take ~p bytes~n", [length(Messages), byte_size(Stream)]),
    io:format("the second packet: ~w~n", [encode({point, 3, -4})]),
    {Decoded, Rest} = decode_all(Stream),
    [io:format("  ~tp~n", [M]) || M <- Decoded],
    io:format("left over: ~w~n", [Rest]),
    %% A stream may end in the middle of a packet …
    Cut = binary:part(Stream, 0, byte_size(Stream) - 2),
    {SomeDecoded, Incomplete} = decode_all(Cut),
    io:format("cut short: ~p decoded, ~p bytes wait for more~n", [length(SomeDecoded), byte_size(Incomplete)]),
    %% … or be damaged.
    <<Head:5/binary, Byte, Tail/binary>> = encode({text, "damage"}),
    io:format("damaged: ~p~n", [decode(<<Head/binary, (Byte bxor 1), Tail/binary>>)]).

%% --- Writing ---------------------------------------------------------------

encode(Message) ->
    {Type, Payload} = payload(Message),
    Packet = <<?VERSION:4, Type:4, (byte_size(Payload)):16, Payload/binary>>,
    <<Packet/binary, (checksum(Packet))>>.

payload({text, Text}) -> {1, unicode:characters_to_binary(Text)};
payload({point, X, Y}) -> {2, <<X:16/signed, Y:16/signed>>};
payload({words, Words}) -> {3, << <<(length(W)), (list_to_binary(W))/binary>> || W <- Words >>}.

checksum(Packet) -> lists:sum(binary_to_list(Packet)) band 255.

%% --- Reading ---------------------------------------------------------------

%% All complete packets, and the bytes after them.
decode_all(Stream) ->
    case decode(Stream) of
        {ok, Message, Rest} ->
            {Messages, Left} = decode_all(Rest),
            {[Message | Messages], Left};
        incomplete ->
            {[], Stream}
    end.

%% The pattern is the packet's description: Length, once read, is the size of
%% what follows.
decode(<<?VERSION:4, Type:4, Length:16, Payload:Length/binary, Sum, Rest/binary>>) ->
    case checksum(<<?VERSION:4, Type:4, Length:16, Payload/binary>>) of
        Sum -> {ok, message(Type, Payload), Rest};
        Other -> {error, {checksum, Sum, Other}}
    end;
decode(<<Version:4, _/bits>>) when Version =/= ?VERSION ->
    {error, {version, Version}};
decode(_) ->
    incomplete.

message(1, Text) -> {text, unicode:characters_to_list(Text)};
message(2, <<X:16/signed, Y:16/signed>>) -> {point, X, Y};
message(3, Words) -> {words, [binary_to_list(W) || <<Size, W:Size/binary>> <= Words]}.
