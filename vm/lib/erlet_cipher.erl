%%% Ciphers for `crypto`: what each is, one call for all data, and states for data that comes in parts.
%%%
%%% A state changes while it is used, as OTP's does, so what changes is in an array of `atomics`: the next initial vector in two
%%% words, the number of bytes that wait for a whole block, and those in two words. Bytes that come in parts pass modes without
%%% blocks as whole blocks, too: the part of a block that was done already is done again and cut off.
-module(erlet_cipher).

-export([info/1, names/0, once/5, open/4, update/2, final/1, about/1, aead/6, aead_open/6]).

-record(cipher_state, {mode, key, encrypt, padding, size, cells}).

%% What is known of a cipher, or none.
-spec info(atom()) -> {atom(), pos_integer(), non_neg_integer(), integer() | undefined} | none.
info(aes_128_ecb) -> {ecb, 16, 0, 418};
info(aes_192_ecb) -> {ecb, 24, 0, 422};
info(aes_256_ecb) -> {ecb, 32, 0, 426};
info(aes_128_cbc) -> {cbc, 16, 16, 419};
info(aes_192_cbc) -> {cbc, 24, 16, 423};
info(aes_256_cbc) -> {cbc, 32, 16, 427};
info(aes_128_ctr) -> {ctr, 16, 16, undefined};
info(aes_192_ctr) -> {ctr, 24, 16, undefined};
info(aes_256_ctr) -> {ctr, 32, 16, undefined};
info(aes_128_ofb) -> {ofb, 16, 16, 420};
info(aes_192_ofb) -> {ofb, 24, 16, 424};
info(aes_256_ofb) -> {ofb, 32, 16, 428};
info(aes_128_cfb128) -> {cfb128, 16, 16, 421};
info(aes_192_cfb128) -> {cfb128, 24, 16, 425};
info(aes_256_cfb128) -> {cfb128, 32, 16, 429};
info(aes_128_cfb8) -> {cfb8, 16, 16, 421};
info(aes_192_cfb8) -> {cfb8, 24, 16, 425};
info(aes_256_cfb8) -> {cfb8, 32, 16, 429};
info(aes_128_gcm) -> {gcm, 16, 12, 895};
info(aes_192_gcm) -> {gcm, 24, 12, 898};
info(aes_256_gcm) -> {gcm, 32, 12, 901};
info(aes_128_ccm) -> {ccm, 16, 12, 896};
info(aes_192_ccm) -> {ccm, 24, 12, 899};
info(aes_256_ccm) -> {ccm, 32, 12, 902};
info(chacha20_poly1305) -> {chacha20_poly1305, 32, 12, undefined};
info(_) -> none.

%% A name without the size of the key means the cipher that a key fits.
full_name(Cipher, Key) ->
    Short = [aes_ecb, aes_cbc, aes_ctr, aes_cfb8, aes_cfb128, aes_gcm, aes_ccm],
    case {lists:member(Cipher, Short), Cipher} of
        {true, _} ->
            "aes" ++ Mode = atom_to_list(Cipher),
            Bits = 8 * iolist_size(Key),
            lists:member(Bits, [128, 192, 256]) orelse bad("Bad key size"),
            list_to_atom(lists:concat([aes_, Bits, Mode]));
        _ -> Cipher
    end.

%% All of them.
-spec names() -> [atom()].
names() ->
    [list_to_atom(lists:concat([aes_, Bits, Mode])) || Mode <- ['_ecb', '_cbc', '_ctr', '_ofb', '_cfb128', '_cfb8', '_gcm', '_ccm'],
                                                       Bits <- [128, 192, 256]] ++ [chacha20_poly1305].

%% What cipher_info/1 says.
-spec about(atom()) -> map() | none.
about(Name) ->
    case info(full_name(Name, <<0:128>>)) of
        none -> none;
        {Mode, Key, Iv, Type} ->
            #{block_size => block(Mode), iv_length => Iv, key_length => Key, mode => shown(Mode), prop_aead => is_aead(Mode),
              type => Type}
    end.

block(ecb) -> 16;
block(cbc) -> 16;
block(_) -> 1.

shown(chacha20_poly1305) -> stream_cipher;
shown(cfb128) -> cfb_mode;
shown(cfb8) -> cfb_mode;
shown(Mode) -> list_to_atom(atom_to_list(Mode) ++ "_mode").

is_aead(Mode) -> lists:member(Mode, [gcm, ccm, chacha20_poly1305]).

%% All data at once; what would wait for a whole block is dropped without padding.
-spec once(atom(), iodata(), iodata(), iodata(), term()) -> binary().
once(Cipher, Key, Iv, Data, Options) ->
    State = open(Cipher, Key, Iv, Options),
    First = update(State, Data),
    case final(State) of
        <<>> -> First;
        Last -> <<First/binary, Last/binary>>
    end.

%% Begins.
-spec open(atom(), iodata(), iodata(), term()) -> #cipher_state{}.
open(Name, Key, Iv, Options) ->
    {Encrypt, Padding} = options(Options),
    Cipher = full_name(Name, Key),
    {Mode, KeySize, IvSize, _} = case info(Cipher) of
                                     none -> bad("Unknown cipher");
                                     Found -> Found
                                 end,
    is_aead(Mode) andalso bad("Unknown cipher"),
    Bytes = iolist_to_binary(Key),
    byte_size(Bytes) =:= KeySize orelse bad("Bad key size"),
    Vector = iolist_to_binary(Iv),
    byte_size(Vector) =:= IvSize orelse IvSize =:= 0 orelse bad("Bad iv size"),
    Cells = atomics:new(6, [{signed, false}]),
    <<High:64, Low:64>> = case IvSize of
                              0 -> <<0:128>>;
                              _ -> Vector
                          end,
    [atomics:put(Cells, Index, Word) || {Index, Word} <- [{1, High}, {2, Low}]],
    #cipher_state{mode = Mode, key = Bytes, encrypt = Encrypt, padding = Padding, cells = Cells}.

options(Encrypt) when is_boolean(Encrypt) -> {Encrypt, none};
options(Options) when is_list(Options) ->
    {proplists:get_value(encrypt, Options, true), proplists:get_value(padding, Options, none)};
options(_) -> bad("Options are not a boolean or a proper list").

bad(Text) -> throw({badarg, Text}).

%% Goes on with a part; what can be said of it now.
-spec update(#cipher_state{}, iodata()) -> binary().
update(#cipher_state{mode = Mode} = State, Data) ->
    case block(Mode) of
        16 -> blocks(State, Data);
        1 -> stream(State, Data)
    end.

blocks(#cipher_state{mode = Mode, key = Key, encrypt = Encrypt, padding = Padding, cells = Cells}, Data) ->
    All = iolist_to_binary([held(Cells), Data]),
    Whole = case {byte_size(All) div 16 * 16, byte_size(All) rem 16} of
                %% The last block may be one that ends in padding.
                {Size, 0} when not Encrypt, Padding =:= pkcs_padding, Size > 0 -> Size - 16;
                {Size, _} -> Size
            end,
    <<Now:Whole/binary, Rest/binary>> = All,
    {Output, Next} = erts_internal:cipher(Mode, Key, iv(Cells), Encrypt, Now),
    keep(Cells, Next, Rest),
    Output.

stream(#cipher_state{mode = cfb8, key = Key, encrypt = Encrypt, cells = Cells}, Data) ->
    {Output, Next} = erts_internal:cipher(cfb8, Key, iv(Cells), Encrypt, iolist_to_binary(Data)),
    keep(Cells, Next, <<>>),
    Output;
stream(#cipher_state{mode = Mode, key = Key, encrypt = Encrypt, cells = Cells}, Data) ->
    Before = held(Cells),
    Skip = byte_size(Before),
    All = iolist_to_binary([Before, Data]),
    {<<_:Skip/binary, Output/binary>>, _} = erts_internal:cipher(Mode, Key, iv(Cells), Encrypt, All),
    Whole = byte_size(All) div 16 * 16,
    <<Done:Whole/binary, Rest/binary>> = All,
    {_, Next} = erts_internal:cipher(Mode, Key, iv(Cells), Encrypt, Done),
    keep(Cells, Next, Rest),
    Output.

iv(Cells) -> <<(atomics:get(Cells, 1)):64, (atomics:get(Cells, 2)):64>>.

held(Cells) ->
    Count = atomics:get(Cells, 3),
    <<Held:Count/binary, _/binary>> = <<(atomics:get(Cells, 4)):64, (atomics:get(Cells, 5)):64, (atomics:get(Cells, 6)):64>>,
    Held.

keep(Cells, <<High:64, Low:64>>, Rest) ->
    Count = byte_size(Rest),
    <<A:64, B:64, C:64>> = <<Rest/binary, 0:(8 * (24 - Count))>>,
    Words = [{1, High}, {2, Low}, {3, Count}, {4, A}, {5, B}, {6, C}],
    lists:foreach(fun({Index, Word}) -> atomics:put(Cells, Index, Word) end, Words).

%% The end: the padding, or what padding leaves.
-spec final(#cipher_state{}) -> binary().
final(#cipher_state{mode = Mode, encrypt = Encrypt, padding = Padding, cells = Cells, key = Key}) ->
    Rest = held(Cells),
    case {block(Mode), Padding} of
        {1, _} -> <<>>;
        {16, none} when Rest =:= <<>> -> <<>>;
        {16, none} -> <<>>;
        {16, _} when Encrypt ->
            {Output, _} = erts_internal:cipher(Mode, Key, iv(Cells), true, padded(Padding, Rest)),
            Output;
        {16, _} when Rest =:= <<>> -> <<>>;
        {16, _} ->
            {Output, _} = erts_internal:cipher(Mode, Key, iv(Cells), false, Rest),
            unpadded(Padding, Output)
    end.

padded(pkcs_padding, Rest) ->
    Count = 16 - byte_size(Rest),
    <<Rest/binary, (binary:copy(<<Count>>, Count))/binary>>;
padded(_, <<>>) -> <<>>;
padded(zero, Rest) -> <<Rest/binary, 0:(8 * (16 - byte_size(Rest)))>>;
padded(random, Rest) -> <<Rest/binary, (erts_internal:random_bytes(16 - byte_size(Rest)))/binary>>.

unpadded(pkcs_padding, Output) ->
    Count = binary:last(Output),
    Count >= 1 andalso Count =< 16 andalso binary:part(Output, 16, -Count) =:= binary:copy(<<Count>>, Count)
        orelse throw({error, "Can't finalize"}),
    binary:part(Output, 0, 16 - Count);
unpadded(_, Output) -> Output.

%% Encrypts and authenticates; the tag is cut to so many bytes.
-spec aead(atom(), iodata(), iodata(), iodata(), iodata(), pos_integer()) -> {binary(), binary()}.
aead(Name, Key, Nonce, Text, Associated, TagSize) ->
    case checked(Name, Key, Nonce) of
        ccm ->
            is_ccm_tag(TagSize) orelse bad("Can't set tag"),
            [Bytes, Start, Plain, More] = [iolist_to_binary(Part) || Part <- [Key, Nonce, Text, Associated]],
            erlet_mac:ccm(true, Bytes, Start, Plain, More, TagSize);
        Mode ->
            TagSize >= 1 andalso TagSize =< 16 orelse throw({error, "Can't get Tag"}),
            {Sealed, Tag} = erts_internal:seal(Mode, Key, Nonce, Text, Associated),
            {Sealed, binary:part(Tag, 0, TagSize)}
    end.

is_ccm_tag(Size) -> lists:member(Size, [4, 6, 8, 10, 12, 14, 16]).

%% The text, or error if it was not sealed like this. Sealing turns back what sealing did, but for the tag.
-spec aead_open(atom(), iodata(), iodata(), iodata(), iodata(), binary()) -> binary() | error.
aead_open(Name, Key, Nonce, Sealed, Associated, Tag) ->
    {Text, Whole} = case checked(Name, Key, Nonce) of
        ccm ->
            is_ccm_tag(byte_size(Tag)) orelse bad("Can't set tag"),
            [Bytes, Start, Data, More] = [iolist_to_binary(Part) || Part <- [Key, Nonce, Sealed, Associated]],
            erlet_mac:ccm(false, Bytes, Start, Data, More, byte_size(Tag));
        Mode ->
            {Plain, _} = erts_internal:seal(Mode, Key, Nonce, Sealed, Associated),
            {_, Code} = erts_internal:seal(Mode, Key, Nonce, Plain, Associated),
            {Plain, Code}
    end,
    case byte_size(Tag) =< 16 andalso crypto:hash_equals(binary:part(Whole, 0, byte_size(Tag)), Tag) of
        true -> Text;
        false -> error
    end.

checked(Name, Key, Nonce) ->
    case info(full_name(Name, Key)) of
        {Mode, KeySize, NonceSize, _} when Mode =:= gcm; Mode =:= ccm; Mode =:= chacha20_poly1305 ->
            iolist_size(Key) =:= KeySize orelse bad("Bad key size"),
            Size = iolist_size(Nonce),
            Size =:= NonceSize orelse Mode =:= ccm andalso Size >= 7 andalso Size =< 13 orelse bad("Bad iv size"),
            Mode;
        _ -> bad("Unknown cipher")
    end.
