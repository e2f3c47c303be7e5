%%% Message codes for `crypto` that need no digest: CMAC and Poly1305; and CCM, whose tag is one, too.
-module(erlet_mac).

-export([cmac/4, poly1305/2, ccm/6]).

%% CMAC with AES: the last block is masked by a key that says whether it was whole. With ECB, which chains nothing, only
%% the last block counts, as OpenSSL has it.
-spec cmac(cbc | ecb, binary(), 16 | 24 | 32, iodata()) -> binary().
cmac(Mode, Key, KeySize, Data) when byte_size(Key) =:= KeySize ->
    Once = doubled(block(Key, <<0:128>>)),
    Bytes = iolist_to_binary(Data),
    Size = byte_size(Bytes),
    Whole = max(0, (Size - 1) div 16 * 16),
    <<Begin:Whole/binary, Last/binary>> = Bytes,
    Masked = case byte_size(Last) of
        16 -> crypto:exor(Last, Once);
        Rest -> crypto:exor(<<Last/binary, 16#80, 0:(8 * (15 - Rest))>>, doubled(Once))
    end,
    chained(Mode, Key, <<Begin/binary, Masked/binary>>);
cmac(_, _, _, _) -> throw({badarg, "Bad key size"}).

doubled(<<0:1, Rest:127>>) -> <<Rest:127, 0:1>>;
doubled(<<1:1, Rest:127>>) -> crypto:exor(<<Rest:127, 0:1>>, <<16#87:128>>).

block(Key, Block) ->
    {Output, _} = erts_internal:cipher(ecb, Key, <<0:128>>, true, Block),
    Output.

%% The last block of what whole blocks become.
chained(Mode, Key, Blocks) ->
    {Output, _} = erts_internal:cipher(Mode, Key, <<0:128>>, true, Blocks),
    binary:part(Output, byte_size(Output), -16).

%% Poly1305: the blocks as digits of a number, evaluated modulo 2^130 - 5.
-spec poly1305(binary(), iodata()) -> binary().
poly1305(<<R:128/little, S:128/little>>, Data) ->
    Clamped = R band 16#0ffffffc0ffffffc0ffffffc0fffffff,
    Sum = digits(iolist_to_binary(Data), Clamped, 0),
    <<((Sum + S) band (1 bsl 128 - 1)):128/little>>;
poly1305(_, _) -> throw({badarg, "Bad key length"}).

digits(<<>>, _, Sum) -> Sum;
digits(<<Block:16/binary, Rest/binary>>, R, Sum) -> digits(Rest, R, digit(Block, R, Sum));
digits(Last, R, Sum) -> digit(Last, R, Sum).

digit(Block, R, Sum) ->
    (Sum + binary:decode_unsigned(<<Block/binary, 1>>, little)) * R rem (1 bsl 130 - 5).

%% AES in CCM: the text encrypted, or back again, and the tag of the plain one.
-spec ccm(boolean(), binary(), binary(), binary(), binary(), 4..16) -> {binary(), binary()}.
ccm(Encrypt, Key, Nonce, Text, Associated, TagSize) ->
    %% What the nonce leaves of a block counts the text's bytes, and the blocks.
    Counted = 15 - byte_size(Nonce),
    Start = <<(Counted - 1), Nonce/binary, 0:(8 * Counted)>>,
    {<<Mask:16/binary, Output/binary>>, _} = erts_internal:cipher(ctr, Key, Start, true, <<0:128, Text/binary>>),
    Plain = case Encrypt of
        true -> Text;
        false -> Output
    end,
    With = case Associated of
        <<>> -> 0;
        _ -> 64
    end,
    Flags = With bor ((TagSize - 2) div 2 bsl 3) bor (Counted - 1),
    First = <<Flags, Nonce/binary, (byte_size(Plain)):(8 * Counted)>>,
    Code = chained(cbc, Key, iolist_to_binary([First, filled(sized(Associated)), filled(Plain)])),
    {Output, binary:part(crypto:exor(Code, Mask), 0, TagSize)}.

sized(<<>>) -> <<>>;
sized(Bytes) when byte_size(Bytes) < 16#ff00 -> <<(byte_size(Bytes)):16, Bytes/binary>>;
sized(Bytes) -> <<16#fffe:16, (byte_size(Bytes)):32, Bytes/binary>>.

filled(Bytes) ->
    case byte_size(Bytes) rem 16 of
        0 -> Bytes;
        Rest -> <<Bytes/binary, 0:(8 * (16 - Rest))>>
    end.
