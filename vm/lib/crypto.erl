%%% Digests, message codes, ciphers, keys of two parts and random bytes: what there is of the module `crypto`.
-module(crypto).

-export([start/0, stop/0, hash/2, hash_init/1, hash_update/2, hash_final/1, mac/3, mac/4, macN/4, macN/5, mac_init/2,
         mac_init/3, mac_update/2, mac_final/1, mac_finalN/2, hash_equals/2, strong_rand_bytes/1, rand_uniform/2,
         crypto_one_time/4, crypto_one_time/5, crypto_one_time_aead/6, crypto_one_time_aead/7, crypto_init/3, crypto_init/4,
         crypto_update/2, crypto_final/1, cipher_info/1, supports/0, supports/1, version/0, info_lib/0, info_fips/0, info/0,
         enable_fips_mode/1, rand_seed_alg/1, rand_seed_alg/2, rand_seed_alg_s/1, rand_seed_alg_s/2, rand_seed/0, rand_seed_s/0, rand_seed/1, exor/2, mod_pow/3, bytes_to_integer/1, pbkdf2_hmac/5, hash_info/1,
         generate_key/2, generate_key/3, compute_key/4, sign/4, sign/5, verify/5, verify/6, public_encrypt/4,
         private_decrypt/4, private_encrypt/4, public_decrypt/4, privkey_to_pubkey/2, ec_curves/0]).

-type digest_type() :: atom().

%% Nothing needs to be started.
%% > crypto:start().
%% ok
-spec start() -> ok.
start() -> ok.

%% Nothing needs to be stopped.
%% > crypto:stop().
%% ok
-spec stop() -> ok.
stop() -> ok.

%% The bytes of a block, and of a digest.
sizes(md4) -> {64, 16};
sizes(md5) -> {64, 16};
sizes(ripemd160) -> {64, 20};
sizes(sha) -> {64, 20};
sizes(sha224) -> {64, 28};
sizes(sha256) -> {64, 32};
sizes(sha384) -> {128, 48};
sizes(sha512) -> {128, 64};
sizes(sha3_224) -> {144, 28};
sizes(sha3_256) -> {136, 32};
sizes(sha3_384) -> {104, 48};
sizes(sha3_512) -> {72, 64};
sizes(blake2b) -> {128, 64};
sizes(blake2s) -> {64, 32};
sizes(_) -> none.

%%% Digests

%% The digest of data: md4, md5, ripemd160, sha, sha224, sha256, sha384, sha512, sha3_256, blake2b and others. Fails
%% with `{badarg, Where, Text}` for another kind, or data that are none of bytes.
%% > crypto:hash(md5, "abc").
%% <<144,1,80,152,60,210,79,176,214,150,63,125,40,225,127,114>>
%% > crypto:hash(no_such_digest, "abc").
%% ** error:{badarg,{"hash.c",0},"Bad digest type"}
%% > binary:encode_hex(crypto:hash(sha, "abc")).
%% <<"A9993E364706816ABA3E25717850C26C9CD0D89D">>
-spec hash(digest_type(), iodata()) -> binary().
hash(Type, Data) ->
    Bytes = iolist_to_binary(Data),
    sizes(Type) =/= none orelse unknown(Type, "Bad digest type"),
    erts_internal:digest(Type, Bytes).

unknown(_, Text) -> error({badarg, {"hash.c", 0}, Text}).

%% Begins a digest of data that comes in parts. Fails as hash/2.
%% > State = crypto:hash_init(sha256),
%%   crypto:hash_final(crypto:hash_update(State, "abc")) =:= crypto:hash(sha256, "abc").
%% true
-spec hash_init(digest_type()) -> term().
hash_init(Type) ->
    sizes(Type) =/= none orelse unknown(Type, "Bad digest type"),
    {hash_state, Type, []}.

%% Goes on with a part; the new state.
%% > States = lists:foldl(fun(Part, S) -> crypto:hash_update(S, Part) end, crypto:hash_init(md5), ["a", <<"bc">>]),
%%   crypto:hash_final(States) =:= crypto:hash(md5, "abc").
%% true
-spec hash_update(term(), iodata()) -> term().
hash_update({hash_state, Type, Parts}, Data) -> {hash_state, Type, [Parts, iolist_to_binary(Data)]}.

%% The digest of all parts.
%% > byte_size(crypto:hash_final(crypto:hash_init(sha512))).
%% 64
-spec hash_final(term()) -> binary().
hash_final({hash_state, Type, Parts}) -> hash(Type, Parts).

%% What is known of a kind of digest: its size, the size of a block, both in bytes, and OpenSSL's number for it.
%% > crypto:hash_info(sha256).
%% #{block_size => 64,size => 32,type => 672}
-spec hash_info(digest_type()) -> #{size := integer(), block_size := integer(), type := integer()}.
hash_info(Type) ->
    case sizes(Type) of
        {Block, Size} -> #{block_size => Block, size => Size, type => number(Type)};
        none -> error(badarg)
    end.

%% The number that OpenSSL has for it.
number(Type) ->
    proplists:get_value(Type, [{md4, 257}, {md5, 4}, {ripemd160, 117}, {sha, 64}, {sha224, 675}, {sha256, 672},
                               {sha384, 673}, {sha512, 674}, {sha3_224, 1096}, {sha3_256, 1097}, {sha3_384, 1098},
                               {sha3_512, 1099}, {blake2b, 1056}, {blake2s, 1057}]).

%% Whether two digests are equal, in time that does not depend on where they differ. Fails when they differ in size.
%% > crypto:hash_equals(<<"abc">>, <<"abd">>).
%% false
%% > crypto:hash_equals(crypto:hash(md5, "abc"), crypto:hash(md5, ["ab", $c])).
%% true
-spec hash_equals(binary(), binary()) -> boolean().
hash_equals(A, B) when byte_size(A) =:= byte_size(B) -> differences(A, B, 0) =:= 0;
hash_equals(A, B) -> error(badarg, [A, B]).

differences(<<A, As/binary>>, <<B, Bs/binary>>, Sum) -> differences(As, Bs, Sum bor (A bxor B));
differences(<<>>, <<>>, Sum) -> Sum.

%%% Message codes

%% A message code without a kind below it: poly1305, with a key of 32 bytes.
%% > crypto:mac(poly1305, <<1:256>>, "data").
%% <<0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1>>
-spec mac(poly1305, iodata(), iodata()) -> binary().
mac(poly1305, Key, Data) -> mac(poly1305, undefined, Key, Data).

%% What is thrown below is said as OTP says it, which names a file of its own.
attempt(File, Fun) ->
    try
        Fun()
    catch
        throw:{Class, Text} -> error({Class, {File, 0}, Text})
    end.

%% A message code: HMAC with a digest, or CMAC with a cipher.
%% > crypto:mac(hmac, sha, <<"key">>, "text").
%% <<54,158,41,89,235,73,69,3,56,178,18,116,143,119,216,222,215,72,71,187>>
-spec mac(hmac | cmac, digest_type() | atom(), iodata(), iodata()) -> binary().
mac(Kind, Type, Key, Data) ->
    Bytes = iolist_to_binary(Key),
    attempt("mac.c", fun() ->
        is_data(Data) orelse throw({badarg, "Bad text"}),
        mac_of(Kind, Type, Bytes, Data)
    end).

mac_of(poly1305, _, Key, Data) -> erlet_mac:poly1305(Key, Data);
mac_of(cmac, Cipher, Key, Data) ->
    case erlet_cipher:info(Cipher) of
        {Mode, Size, _, _} when Mode =:= cbc; Mode =:= ecb -> erlet_mac:cmac(Mode, Key, Size, Data);
        _ -> throw({badarg, "Unknown cipher"})
    end;
mac_of(hmac, Type, Key, Data) ->
    {Block, _} = sizes_or_error(Type),
    Short = case byte_size(Key) > Block of
                true -> hash(Type, Key);
                false -> Key
            end,
    Padded = <<Short/binary, 0:(8 * (Block - byte_size(Short)))>>,
    Inner = hash(Type, [masked(Padded, 16#36), Data]),
    hash(Type, [masked(Padded, 16#5c), Inner]);
mac_of(_, _, _, _) -> throw({badarg, "Unknown mac algorithm"}).

is_data(Data) ->
    try is_integer(iolist_size(Data))
    catch
        error:_ -> false
    end.

sizes_or_error(Type) ->
    case sizes(Type) of
        none -> error({badarg, {"mac.c", 0}, "Bad digest algorithm for HMAC"});
        Sizes -> Sizes
    end.

masked(Bytes, Mask) -> << <<(Byte bxor Mask)>> || <<Byte>> <= Bytes >>.

%% The first bytes of a message code, as mac/3 gives it.
%% > byte_size(crypto:macN(poly1305, <<1:256>>, "data", 4)).
%% 4
-spec macN(poly1305, iodata(), iodata(), pos_integer()) -> binary().
macN(Type, Key, Data, Length) -> shortened(mac(Type, Key, Data), Length).

%% The first bytes of a message code, as mac/4 gives it.
%% > crypto:macN(hmac, sha, <<"key">>, "text", 4).
%% <<54,158,41,89>>
-spec macN(hmac | cmac, digest_type() | atom(), iodata(), iodata(), pos_integer()) -> binary().
macN(Type, Sub, Key, Data, Length) -> shortened(mac(Type, Sub, Key, Data), Length).

shortened(Mac, Length) -> binary:part(Mac, 0, min(Length, byte_size(Mac))).

%% Begins a message code that needs no digest, of which there is none for data in parts. Fails with `{notsup, Where,
%% Kind}`.
%% > try crypto:mac_init(poly1305, <<1:256>>) catch error:{Reason, _, _} -> Reason end.
%% notsup
-spec mac_init(atom(), iodata()) -> no_return().
mac_init(Type, _Key) -> error({notsup, {"mac.c", 0}, Type}).

%% Begins a message code of data that comes in parts: hmac with a digest, or cmac with a cipher.
%% > State = crypto:mac_init(hmac, sha, "key"),
%%   crypto:mac_final(crypto:mac_update(State, "text")) =:= crypto:mac(hmac, sha, "key", "text").
%% true
-spec mac_init(hmac, digest_type(), iodata()) -> term().
mac_init(hmac, Type, Key) ->
    _ = sizes_or_error(Type),
    {mac_state, Type, iolist_to_binary(Key), []}.

%% Goes on with a part; the new state.
%% > S = crypto:mac_init(hmac, sha256, "key"),
%%   crypto:mac_final(crypto:mac_update(crypto:mac_update(S, "te"), "xt")) =:= crypto:mac(hmac, sha256, "key",
%%   "text").
%% true
-spec mac_update(term(), iodata()) -> term().
mac_update({mac_state, Type, Key, Parts}, Data) -> {mac_state, Type, Key, [Parts, iolist_to_binary(Data)]}.

%% The code of all parts.
%% > byte_size(crypto:mac_final(crypto:mac_init(hmac, sha256, "key"))).
%% 32
-spec mac_final(term()) -> binary().
mac_final({mac_state, Type, Key, Parts}) -> mac(hmac, Type, Key, Parts).

%% The first bytes of the code of all parts.
%% > byte_size(crypto:mac_finalN(crypto:mac_init(hmac, sha256, "key"), 4)).
%% 4
-spec mac_finalN(term(), pos_integer()) -> binary().
mac_finalN(State, Length) -> shortened(mac_final(State), Length).

%% A key made of a password and a salt by many rounds; the last argument is its size in bytes.
%% > crypto:pbkdf2_hmac(sha256, <<"password">>, <<"salt">>, 2, 4).
%% <<174,77,12,149>>
-spec pbkdf2_hmac(sha | sha224 | sha256 | sha384 | sha512, binary(), binary(), pos_integer(), pos_integer()) -> binary().
pbkdf2_hmac(Type, Password, Salt, Rounds, Length) ->
    Wrong = case sizes(Type) of
        none -> "Bad digest type";
        _ when Type =/= sha, Type =/= sha224, Type =/= sha256, Type =/= sha384, Type =/= sha512 ->
            "Not eligible digest type";
        _ when not is_binary(Password); not is_binary(Salt) -> "Not binary";
        _ -> none
    end,
    Wrong =:= none orelse error({badarg, {"pbkdf2_hmac.c", 0}, Wrong}),
    {_, Size} = sizes(Type),
    Blocks = [block(Type, Password, Salt, Rounds, Index) || Index <- lists:seq(1, (Length + Size - 1) div Size)],
    binary:part(iolist_to_binary(Blocks), 0, Length).

block(Type, Password, Salt, Rounds, Index) ->
    First = mac(hmac, Type, Password, [Salt, <<Index:32>>]),
    rounds(Rounds - 1, Type, Password, First, First).

rounds(0, _, _, _, Sum) -> Sum;
rounds(Left, Type, Password, Last, Sum) ->
    Next = mac(hmac, Type, Password, Last),
    rounds(Left - 1, Type, Password, Next, exor(Sum, Next)).

%%% Ciphers

%% Encrypts (true) or decrypts (false) data, whole, by a cipher without an initial vector. Instead of the boolean stand
%% options: {encrypt, boolean()}, {padding, Kind}. Fails with `{badarg | notsup | error, Where, Text}`.
%% > Key = <<0:128>>, Secret = crypto:crypto_one_time(aes_128_ecb, Key, "sixteen letters.", true),
%%   crypto:crypto_one_time(aes_128_ecb, Key, Secret, false).
%% <<"sixteen letters.">>
-spec crypto_one_time(atom(), iodata(), iodata(), boolean() | [tuple()]) -> binary().
crypto_one_time(Cipher, Key, Data, Options) -> crypto_one_time(Cipher, Key, <<>>, Data, Options).

%% As crypto_one_time/4, by a cipher with an initial vector.
%% > Key = <<1:256>>, IV = <<2:128>>, Secret = crypto:crypto_one_time(aes_256_ctr, Key, IV, "some text", true),
%%   crypto:crypto_one_time(aes_256_ctr, Key, IV, Secret, false).
%% <<"some text">>
-spec crypto_one_time(atom(), iodata(), iodata(), iodata(), boolean() | [tuple()]) -> binary().
crypto_one_time(Cipher, Key, Iv, Data, Options) -> attempt("api_ng.c", fun() -> erlet_cipher:once(Cipher, Key, Iv, Data, Options) end).

%% Encrypts data with a tag of 16 bytes, which also vouches for other data that stay readable.
%% > {Secret, Tag} = crypto:crypto_one_time_aead(aes_128_gcm, <<1:128>>, <<2:96>>, "text", "to: joe", true),
%%   {byte_size(Secret), byte_size(Tag)}.
%% {4,16}
-spec crypto_one_time_aead(atom(), iodata(), iodata(), iodata(), iodata(), true) -> {binary(), binary()}.
crypto_one_time_aead(Cipher, Key, Iv, Text, Associated, true) ->
    crypto_one_time_aead(Cipher, Key, Iv, Text, Associated, 16, true).

%% As crypto_one_time_aead/6 with a tag of another length. Or decrypts, given the tag: `error` when the tag does not
%% fit.
%% > {K, IV} = {<<1:128>>, <<2:96>>},
%%   {S, Tag} = crypto:crypto_one_time_aead(aes_128_gcm, K, IV, "text", "to: joe", true),
%%   [crypto:crypto_one_time_aead(aes_128_gcm, K, IV, S, To, Tag, false) || To <- ["to: joe", "to: eve"]].
%% [<<"text">>,error]
-spec crypto_one_time_aead(atom(), iodata(), iodata(), iodata(), iodata(), pos_integer() | iodata(), boolean()) ->
          {binary(), binary()} | binary() | error.
crypto_one_time_aead(Cipher, Key, Iv, Text, Associated, TagSize, true) ->
    attempt("api_ng.c", fun() -> erlet_cipher:aead(Cipher, Key, Iv, Text, Associated, TagSize) end);
crypto_one_time_aead(Cipher, Key, Iv, Text, Associated, Tag, false) ->
    attempt("api_ng.c", fun() -> erlet_cipher:aead_open(Cipher, Key, Iv, Text, Associated, iolist_to_binary(Tag)) end).

%% Begins to encrypt (true) or decrypt (false) data that comes in parts, without an initial vector.
%% > State = crypto:crypto_init(aes_128_ecb, <<0:128>>, true),
%%   byte_size(crypto:crypto_update(State, "sixteen letters.")).
%% 16
-spec crypto_init(atom(), iodata(), boolean() | [tuple()]) -> term().
crypto_init(Cipher, Key, Options) -> crypto_init(Cipher, Key, <<>>, Options).

%% As crypto_init/3, with an initial vector.
%% > State = crypto:crypto_init(aes_128_ctr, <<0:128>>, <<0:128>>, true),
%%   Parts = [crypto:crypto_update(State, P) || P <- ["ab", "c"]],
%%   iolist_to_binary(Parts) =:= crypto:crypto_one_time(aes_128_ctr, <<0:128>>, <<0:128>>, "abc", true).
%% true
-spec crypto_init(atom(), iodata(), iodata(), boolean() | [tuple()]) -> term().
crypto_init(Cipher, Key, Iv, Options) -> attempt("api_ng.c", fun() -> erlet_cipher:open(Cipher, Key, Iv, Options) end).

%% Goes on with a part; what is ready of it: a cipher of blocks keeps what fills none.
%% > State = crypto:crypto_init(aes_128_cbc, <<0:128>>, <<0:128>>, true),
%%   [byte_size(crypto:crypto_update(State, P)) || P <- ["0123456789", "0123456789"]].
%% [0,16]
-spec crypto_update(term(), iodata()) -> binary().
crypto_update(State, Data) -> erlet_cipher:update(State, Data).

%% The rest, filled up as the option padding said. Fails when data are left that fill no block and there was none.
%% > State = crypto:crypto_init(aes_128_cbc, <<0:128>>, <<0:128>>, [{encrypt, true}, {padding, pkcs_padding}]),
%%   <<>> = crypto:crypto_update(State, "short"), byte_size(crypto:crypto_final(State)).
%% 16
-spec crypto_final(term()) -> binary().
crypto_final(State) -> attempt("api_ng.c", fun() -> erlet_cipher:final(State) end).

%% What is known of a cipher: sizes of key, initial vector and block in bytes, its mode.
%% > maps:with([key_length, iv_length, block_size], crypto:cipher_info(aes_256_cbc)).
%% #{block_size => 16,iv_length => 16,key_length => 32}
-spec cipher_info(atom()) -> map().
cipher_info(Cipher) ->
    case attempt("api_ng.c", fun() -> erlet_cipher:about(Cipher) end) of
        none -> error(badarg);
        Info -> Info
    end.

%% What there is: digests (hashs), ciphers, message codes (macs) and others.
%% > lists:member(sha256, proplists:get_value(hashs, crypto:supports())).
%% true
-spec supports() -> [{atom(), [atom()]}].
supports() -> [{Kind, supports(Kind)} || Kind <- [hashs, ciphers, public_keys, macs, curves, rsa_opts]].

%% What there is of a kind: hashs, ciphers, macs, curves, public_keys or rsa_opts.
%% > lists:member(aes_256_gcm, crypto:supports(ciphers)).
%% true
-spec supports(atom()) -> [atom()].
supports(hashs) ->
    [sha, sha224, sha256, sha384, sha512, sha3_224, sha3_256, sha3_384, sha3_512, blake2b, blake2s, ripemd160, md4, md5];
supports(ciphers) -> erlet_cipher:names();
supports(macs) -> [cmac, hmac, poly1305];
supports(public_keys) -> [rsa, dh, ecdsa, ecdh, eddsa, eddh];
supports(curves) -> erlet_keys:curves();
supports(rsa_opts) ->
    [rsa_pkcs1_pss_padding, rsa_pss_saltlen, rsa_mgf1_md, rsa_pkcs1_oaep_padding, rsa_oaep_label, rsa_oaep_md, signature_md,
     rsa_pkcs1_padding, rsa_no_padding].

%% The version of OTP's application that this stands for.
%% > is_list(crypto:version()).
%% true
-spec version() -> string().
version() -> "5.1.2".

%% The library underneath: name, number and words of its version.
%% > [{_, Number, Words}] = crypto:info_lib(), is_integer(Number) andalso is_binary(Words).
%% true
-spec info_lib() -> [{binary(), integer(), binary()}].
info_lib() -> [{<<"RustCrypto">>, 0, <<"RustCrypto">>}].

%% Whether the FIPS mode is on; it is not supported.
%% > crypto:info_fips().
%% not_supported
-spec info_fips() -> not_supported.
info_fips() -> not_supported.

%% Turns the FIPS mode off, or on, which is refused: whether it could be done.
%% > crypto:enable_fips_mode(false).
%% true
-spec enable_fips_mode(boolean()) -> boolean().
enable_fips_mode(Enable) -> not Enable.

%% What the library of ciphers is.
%% > is_map(crypto:info()).
%% true
-spec info() -> map().
info() -> #{compile_type => normal, cryptolib_version_compiled => "RustCrypto", cryptolib_version_linked => "RustCrypto", link_type => static}.

%%% Keys of two parts

-type key_type() :: rsa | dh | ecdh | eddh | eddsa.

%% A new pair of keys, `{Public, Private}`: for `rsa` of `{Bits, PublicExponent}`, for `dh` of `[Prime, Base]`, else of a curve.
%% > {Public, Private} = crypto:generate_key(eddh, x25519), {byte_size(Public), byte_size(Private)}.
%% {32,32}
%% > crypto:generate_key(ecdh, no_such_curve).
%% ** error:{badarg,{"ec.c",0},"Couldn't get Curve definition"}
-spec generate_key(key_type(), term()) -> {term(), term()}.
generate_key(Type, Params) -> generate_key(Type, Params, undefined).

%% The same of a private key that there is already, unless that is `undefined`; RSA makes both.
%% > {<<4, X:256, _:256>>, _} = crypto:generate_key(ecdh, secp256r1, 1), X bsr 240.
%% 27415
%% > crypto:generate_key(eddh, x25519, <<1>>).
%% ** error:{error,{"evp.c",0},"Can't EVP_PKEY_new_raw_private_key"}
-spec generate_key(key_type(), term(), undefined | binary() | integer()) -> {term(), term()}.
generate_key(rsa, {_, _} = Params, undefined) -> erlet_keys:generate(rsa, Params, undefined);
generate_key(dh, Params, Private) ->
    case Params of
        [_, _] -> erlet_keys:generate(dh, Params, Private);
        [_, _, _] -> erlet_keys:generate(dh, Params, Private)
    end;
generate_key(ecdh, Curve, Private) when is_atom(Curve) -> erlet_keys:generate(ecdh, Curve, Private);
generate_key(eddh, Curve, Private) when Curve =:= x25519; Curve =:= x448 -> erlet_keys:generate(eddh, Curve, Private);
generate_key(eddsa, Curve, Private) when Curve =:= ed25519; Curve =:= ed448 -> erlet_keys:generate(eddsa, Curve, Private);
generate_key(srp, _, _) -> error({notsup, {"srp.c", 0}, "srp"}).

%% The secret that the owner of MyKey shares with the owner of the private part of OthersKey.
%% > {Public, _} = crypto:generate_key(eddh, x25519), byte_size(crypto:compute_key(eddh, Public, <<7:256>>, x25519)).
%% 32
%% > crypto:compute_key(eddh, <<9>>, <<1:256>>, x25519).
%% ** error:{badarg,{"evp.c",0},"Not a raw public peer key"}
-spec compute_key(dh | ecdh | eddh, binary() | integer(), binary() | integer(), term()) -> binary().
compute_key(dh, OthersKey, MyKey, [_, _] = Params) -> erlet_keys:compute(dh, OthersKey, MyKey, Params);
compute_key(ecdh, OthersKey, MyKey, Curve) when is_atom(Curve) -> erlet_keys:compute(ecdh, OthersKey, MyKey, Curve);
compute_key(eddh, OthersKey, MyKey, Curve) when Curve =:= x25519; Curve =:= x448 ->
    erlet_keys:compute(eddh, OthersKey, MyKey, Curve);
compute_key(srp, _, _, _) -> error({notsup, {"srp.c", 0}, "srp"}).

%% The signature of a message, or of `{digest, Digest}`, by a private key: of a curve `[Key, Curve]`, for `rsa` `[E, N, D | _]`.
%% Curves of Edwards' kind (`eddsa`) do not look at the type of the digest.
%% > byte_size(crypto:sign(eddsa, none, "text", [<<1:256>>, ed25519])).
%% 64
%% > crypto:sign(ecdsa, no_such_digest, "text", [<<1>>, secp256r1]).
%% ** error:{badarg,{"pkey.c",0},"Bad digest type"}
-spec sign(rsa | ecdsa | eddsa, digest_type() | none, iodata() | {digest, binary()}, term()) -> binary().
sign(Algorithm, Type, Data, Key) -> sign(Algorithm, Type, Data, Key, []).

%% The same with options, which are for `rsa`: `{rsa_padding, Padding}`, `{rsa_pss_saltlen, Length}`, `{rsa_mgf1_md, Type}`.
%% > {_, K} = crypto:generate_key(rsa, {1024, 65537}),
%%   byte_size(crypto:sign(rsa, sha256, "text", K, [{rsa_padding, rsa_pkcs1_pss_padding}])).
%% 128
-spec sign(rsa | ecdsa | eddsa, digest_type() | none, iodata() | {digest, binary()}, term(), [tuple()]) -> binary().
sign(Algorithm, Type, Data, Key, Options) -> erlet_keys:sign(Algorithm, Type, Data, Key, Options).

%% Whether a message or digest was signed so by the owner of a public key.
%% > crypto:verify(eddsa, none, "text", <<0:512>>, [<<1>>, ed25519]).
%% ** error:{badarg,{"pkey.c",0},"Couldn't get EDDSA public key"}
-spec verify(rsa | ecdsa | eddsa, digest_type() | none, iodata() | {digest, binary()}, binary(), term()) -> boolean().
verify(Algorithm, Type, Data, Signature, Key) -> verify(Algorithm, Type, Data, Signature, Key, []).

%% The same with the options that it was signed with.
%% > {P, K} = crypto:generate_key(rsa, {1024, 65537}), Options = [{rsa_padding, rsa_pkcs1_pss_padding}],
%%   crypto:verify(rsa, sha256, "text", crypto:sign(rsa, sha256, "text", K, Options), P, Options).
%% true
-spec verify(rsa | ecdsa | eddsa, digest_type() | none, iodata() | {digest, binary()}, binary(), term(), [tuple()]) -> boolean().
verify(Algorithm, Type, Data, Signature, Key, Options) ->
    erlet_keys:verify(Algorithm, Type, Data, Signature, Key, Options).

%% A text that only the owner of the private key can read; a padding, or options: `{rsa_padding, Padding}`,
%% `{rsa_oaep_md, Type}`, `{rsa_mgf1_md, Type}`, `{rsa_oaep_label, Label}`.
%% > {Public, _} = crypto:generate_key(rsa, {512, 3}), byte_size(crypto:public_encrypt(rsa, <<"text">>, Public, [])).
%% 64
%% > crypto:public_encrypt(rsa, "text", [3, 33], rsa_pkcs1_padding).
%% ** error:{badarg,{"pkey.c",0},"Binary expected"}
-spec public_encrypt(rsa, binary(), [binary() | integer()], atom() | [tuple()]) -> binary().
public_encrypt(Algorithm, Text, Key, Options) ->
    erlet_rsa:encrypt(Algorithm, public, Text, Key, Options).

%% The text of what public_encrypt/4 gave.
%% > {P, K} = crypto:generate_key(rsa, {512, 65537}),
%%   crypto:private_decrypt(rsa, crypto:public_encrypt(rsa, <<"text">>, P, rsa_pkcs1_padding), K, rsa_pkcs1_padding).
%% <<"text">>
-spec private_decrypt(rsa, binary(), [binary() | integer()], atom() | [tuple()]) -> binary().
private_decrypt(Algorithm, Text, Key, Options) ->
    erlet_rsa:decrypt(Algorithm, private, Text, Key, Options).

%% A text that only the owner of the private key can have written.
%% > {_, K} = crypto:generate_key(rsa, {512, 65537}),
%%   byte_size(crypto:private_encrypt(rsa, <<"text">>, K, rsa_pkcs1_padding)).
%% 64
-spec private_encrypt(rsa, binary(), [binary() | integer()], atom() | [tuple()]) -> binary().
private_encrypt(Algorithm, Text, Key, Options) ->
    erlet_rsa:encrypt(Algorithm, private, Text, Key, Options).

%% The text of what private_encrypt/4 gave.
%% > {P, K} = crypto:generate_key(rsa, {512, 65537}),
%%   crypto:public_decrypt(rsa, crypto:private_encrypt(rsa, <<"text">>, K, rsa_pkcs1_padding), P, rsa_pkcs1_padding).
%% <<"text">>
-spec public_decrypt(rsa, binary(), [binary() | integer()], atom() | [tuple()]) -> binary().
public_decrypt(Algorithm, Text, Key, Options) ->
    erlet_rsa:decrypt(Algorithm, public, Text, Key, Options).

%% The public part of a private key of RSA.
%% > crypto:privkey_to_pubkey(rsa, [3, 33, 7]).
%% [3,33]
-spec privkey_to_pubkey(rsa, [binary() | integer()]) -> [integer()].
privkey_to_pubkey(rsa, [E, N | _]) -> [as_natural(E), as_natural(N)].

%% The curves that can be named.
%% > lists:member(secp256r1, crypto:ec_curves()).
%% true
-spec ec_curves() -> [atom()].
ec_curves() -> supports(curves) -- [x25519].

%%% Chance

%% As rand_seed/0, by the name of the algorithm: crypto or crypto_cache.
%% > crypto:rand_seed_alg(crypto), N = rand:uniform(6), N >= 1 andalso N =< 6.
%% true
-spec rand_seed_alg(crypto | crypto_cache) -> rand:state().
rand_seed_alg(Alg) -> rand:seed(rand_seed_alg_s(Alg)).

%% As rand_seed_alg/1, of an algorithm that takes a seed, which there is not here: fails with notsup.
%% > crypto:rand_seed_alg(crypto_aes, "seed").
%% ** error:notsup
-spec rand_seed_alg(crypto_aes, term()) -> no_return().
rand_seed_alg(_, _) -> error(notsup).

%% As rand_seed_s/0, by the name of the algorithm: crypto or crypto_cache.
%% > {N, _} = rand:uniform_s(6, crypto:rand_seed_alg_s(crypto_cache)), N >= 1 andalso N =< 6.
%% true
-spec rand_seed_alg_s(crypto | crypto_cache) -> rand:state().
rand_seed_alg_s(Alg) when Alg =:= crypto; Alg =:= crypto_cache -> rand_seed_s().

%% As rand_seed_alg_s/1, of an algorithm that takes a seed, which there is not here: fails with notsup.
%% > crypto:rand_seed_alg_s(crypto_aes, "seed").
%% ** error:notsup
-spec rand_seed_alg_s(crypto_aes, term()) -> no_return().
rand_seed_alg_s(_, _) -> error(notsup).

%% So many random bytes, good enough for keys.
%% > byte_size(crypto:strong_rand_bytes(8)).
%% 8
%% > crypto:strong_rand_bytes(16) =:= crypto:strong_rand_bytes(16).
%% false
-spec strong_rand_bytes(non_neg_integer()) -> binary().
strong_rand_bytes(Count) -> erts_internal:random_bytes(Count).

%% A random integer from the first up to, but not including, the second.
%% > crypto:rand_uniform(5, 6).
%% 5
-spec rand_uniform(integer(), integer()) -> integer().
rand_uniform(Low, High) when is_integer(Low), is_integer(High), Low >= High -> error(badarg, [Low, High]);
rand_uniform(Low, High) when is_integer(Low), is_integer(High) ->
    Range = High - Low,
    Bits = bits(Range - 1, 0),
    Low + below(Range, Bits).

bits(0, Count) -> Count;
bits(Value, Count) -> bits(Value bsr 1, Count + 1).

below(Range, Bits) ->
    Bytes = (Bits + 7) div 8,
    <<Value:Bits, _/bitstring>> = <<(strong_rand_bytes(Bytes))/binary>>,
    case Value < Range of
        true -> Value;
        false -> below(Range, Bits)
    end.

%% A state for `rand` whose numbers come from strong_rand_bytes/1, which the process uses from now on.
%% > crypto:rand_seed(), F = rand:uniform(), F >= 0.0 andalso F < 1.0.
%% true
-spec rand_seed() -> rand:state().
rand_seed() -> rand:seed(rand_seed_s()).

%% A state as of rand_seed/0, which the process does not use by itself.
%% > {N, _} = rand:uniform_s(6, crypto:rand_seed_s()), N >= 1 andalso N =< 6.
%% true
-spec rand_seed_s() -> rand:state().
rand_seed_s() ->
    Next = fun(State) ->
                   <<Value:64>> = strong_rand_bytes(8),
                   {Value, State}
           end,
    {#{type => crypto, bits => 64, next => Next}, no_seed}.

%% Adds to the source of chance, which needs nothing.
%% > crypto:rand_seed(<<"noise">>).
%% ok
-spec rand_seed(iodata()) -> ok.
rand_seed(Seed) ->
    _ = iolist_to_binary(Seed),
    ok.

%%% Numbers

%% The bits in which one of two equally long data has a one. Fails with badarg when they differ in size.
%% > crypto:exor(<<1, 2>>, <<3, 4>>).
%% <<2,6>>
%% > crypto:exor("ab", "a").
%% ** error:badarg
-spec exor(iodata(), iodata()) -> binary().
exor(A, B) ->
    First = iolist_to_binary(A),
    Second = iolist_to_binary(B),
    byte_size(First) =:= byte_size(Second) orelse error(badarg, [A, B]),
    Size = bit_size(First),
    <<X:Size>> = First,
    <<Y:Size>> = Second,
    <<(X bxor Y):Size>>.

%% The first number to the power of the second, modulo the third, in bytes; `error` when that can't be.
%% > crypto:mod_pow(3, 5, 7).
%% <<5>>
%% > crypto:bytes_to_integer(crypto:mod_pow(7, 560, 561)).
%% 1
-spec mod_pow(integer() | binary(), integer() | binary(), integer() | binary()) -> binary() | error.
mod_pow(N, P, M) ->
    case power(as_natural(N), as_natural(P), as_natural(M)) of
        0 -> <<>>;
        Power -> binary:encode_unsigned(Power)
    end.

%% A negative number stands for its bytes in two's complement, as few as there need to be, read without a sign.
as_natural(Bytes) when is_binary(Bytes) -> bytes_to_integer(Bytes);
as_natural(Number) when is_integer(Number), Number >= 0 -> Number;
as_natural(Number) when is_integer(Number) -> Number band ((1 bsl (8 * complement_bytes(Number bsr 8))) - 1);
as_natural(_) -> error(badarg).

complement_bytes(-1) -> 1;
complement_bytes(Rest) -> 1 + complement_bytes(Rest bsr 8).

power(_, _, 1) -> 0;
power(_, 0, _) -> 1;
power(_, _, 0) -> error(badarg);
power(N, P, M) -> power(N, P, M, 1).

power(_, 0, _, Result) -> Result;
power(N, P, M, Result) when P band 1 =:= 1 -> power(N * N rem M, P bsr 1, M, Result * N rem M);
power(N, P, M, Result) -> power(N * N rem M, P bsr 1, M, Result).

%% Bytes as an integer, the greatest first.
%% > crypto:bytes_to_integer(<<1, 0>>).
%% 256
-spec bytes_to_integer(binary()) -> non_neg_integer().
bytes_to_integer(Bytes) when is_binary(Bytes) -> binary:decode_unsigned(Bytes).
