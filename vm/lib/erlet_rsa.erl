%%% RSA for `crypto`: keys, the paddings of PKCS #1 (RFC 8017), encryption and signatures, over integers without bound.
-module(erlet_rsa).

-export([generate/2, sign/4, verify/5, encrypt/5, decrypt/5]).

-define(BADARG(File, Text), error({badarg, {File, 0}, Text})).
-define(FAILED(File, Text), error({error, {File, 0}, Text})).
-define(NO_RESULT, ?FAILED("pkey.c", "Couldn't get the result")).

-type key() :: [binary() | integer()].

%%% Keys

%% A new pair: `[E, N]` and `[E, N, D, P1, P2, E1, E2, C]`.
-spec generate(term(), term()) -> {[binary()], [binary()]}.
generate(Bits, ExponentIn) ->
    is_integer(Bits) andalso Bits >= 0 orelse ?BADARG("rsa.c", "Can't get unsigned int"),
    Bits >= 256 orelse ?BADARG("rsa.c", "Can't be < 256"),
    E = erlet_keys:number(ExponentIn),
    E =/= error orelse ?BADARG("rsa.c", "Can't get binary public exponent"),
    Bits >= 512 orelse ?FAILED("rsa.c", "Can't set params"),
    E > 2 andalso E band 1 =:= 1 orelse ?FAILED("rsa.c", "Can't generate RSA key-pair"),
    Small = small_primes(),
    P = prime((Bits + 1) div 2, E, Small),
    Q = other_prime(Bits div 2, E, Small, P),
    N = P * Q,
    D = inverse(E, (P - 1) * (Q - 1)),
    Numbers = [E, N, D, P, Q, D rem (P - 1), D rem (Q - 1), inverse(Q, P)],
    Private = [binary:encode_unsigned(Number) || Number <- Numbers],
    {lists:sublist(Private, 2), Private}.

other_prime(Bits, E, Small, P) ->
    case prime(Bits, E, Small) of
        P -> other_prime(Bits, E, Small, P);
        Q -> Q
    end.

%% A prime of so many bits, the first two of which are ones: products have all their bits then.
prime(Bits, E, Small) ->
    <<Random:Bits, _/bitstring>> = crypto:strong_rand_bytes((Bits + 7) div 8),
    Candidate = Random bor (3 bsl (Bits - 2)) bor 1,
    case lists:all(fun(Prime) -> Candidate rem Prime =/= 0 end, Small) andalso gcd(E, Candidate - 1) =:= 1
        andalso is_probably_prime(Candidate, 8) of
        true -> Candidate;
        false -> prime(Bits, E, Small)
    end.

small_primes() -> [N || N <- lists:seq(3, 1999, 2), lists:all(fun(D) -> N rem D =/= 0 end, lists:seq(3, min(N - 1, 44), 2))].

%% Miller and Rabin's test: composites of this size that pass one round are rare, that pass eight unheard of.
is_probably_prime(N, Rounds) ->
    {Odd, Twos} = halved(N - 1, 0),
    lists:all(fun(_) -> is_passed(N, Odd, Twos) end, lists:seq(1, Rounds)).

halved(N, Twos) when N band 1 =:= 0 -> halved(N bsr 1, Twos + 1);
halved(N, Twos) -> {N, Twos}.

is_passed(N, Odd, Twos) ->
    Base = 2 + binary:decode_unsigned(crypto:strong_rand_bytes(8)),
    case power(Base, Odd, N) of
        1 -> true;
        Power -> is_squared_away(Power, N, Twos)
    end.

is_squared_away(_, _, 0) -> false;
is_squared_away(Power, N, _) when Power =:= N - 1 -> true;
is_squared_away(Power, N, Left) -> is_squared_away(Power * Power rem N, N, Left - 1).

power(Base, Exponent, N) -> binary:decode_unsigned(crypto:mod_pow(Base, Exponent, N)).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

inverse(A, N) -> inverse(A, N, 1, 0, N).

inverse(1, _, X, _, N) -> (X rem N + N) rem N;
inverse(A, B, X, Y, N) -> inverse(B rem A, A, Y - B div A * X, X, N).

%% The exponent and the modulus of a public key.
public([E, N]) -> usable(erlet_keys:number(E), erlet_keys:number(N), "Couldn't get RSA public key");
public(_) -> ?BADARG("pkey.c", "Couldn't get RSA public key").

usable(E, N, _) when is_integer(E), is_integer(N), N > 0 -> {E, N};
usable(_, _, Wrong) -> ?BADARG("pkey.c", Wrong).

%% What a private key does to a number, and the modulus. With the primes it takes two powers of half the size.
private([E, N, D | Rest]) ->
    {_, Modulus} = usable(erlet_keys:number(E), erlet_keys:number(N), "Couldn't get RSA private key"),
    {Exponent, _} = usable(erlet_keys:number(D), Modulus, "Couldn't get RSA private key"),
    case [erlet_keys:number(Part) || Part <- Rest] of
        [P, Q, E1, E2, C] when is_integer(P), is_integer(Q), is_integer(E1), is_integer(E2), is_integer(C), P * Q =:= Modulus ->
            {fun(Number) -> by_primes(Number, P, Q, E1, E2, C) end, Modulus};
        _ -> {fun(Number) -> power(Number, Exponent, Modulus) end, Modulus}
    end;
private(_) -> ?BADARG("pkey.c", "Couldn't get RSA private key").

by_primes(Number, P, Q, E1, E2, C) ->
    ByQ = power(Number rem Q, E2, Q),
    Difference = (power(Number rem P, E1, P) - ByQ) * C rem P,
    ByQ + Q * ((Difference + P) rem P).

bytes_of(N) -> byte_size(binary:encode_unsigned(N)).

%%% Signatures

%% The signature of a digest of some type; of bytes for the type none.
-spec sign(atom(), binary(), key(), [tuple()]) -> binary().
sign(Type, Digest, Key, Options) ->
    {Do, N} = private(Key),
    Size = bytes_of(N),
    Padded = case sign_options(Options) of
                 #{rsa_padding := rsa_pkcs1_padding} -> pkcs1(1, [info(Type), Digest], Size);
                 Pss -> pss(Type, Digest, bits_of(N) - 1, Pss)
             end,
    Padded =/= too_long orelse ?FAILED("pkey.c", "Can't EVP_PKEY_sign"),
    <<(Do(binary:decode_unsigned(Padded))):Size/unit:8>>.

%% Whether it is the signature of a digest.
-spec verify(atom(), binary(), binary(), key(), [tuple()]) -> boolean().
verify(Type, Digest, Signature, Key, Options) ->
    {E, N} = public(Key),
    Found = sign_options(Options),
    Size = bytes_of(N),
    case binary:decode_unsigned(Signature) of
        Number when byte_size(Signature) =:= Size, Number < N ->
            Padded = <<(power(Number, E, N)):Size/unit:8>>,
            case Found of
                #{rsa_padding := rsa_pkcs1_padding} -> Padded =:= pkcs1(1, [info(Type), Digest], Size);
                Pss -> is_pss(Type, Digest, Padded, bits_of(N) - 1, Pss)
            end;
        _ -> false
    end.

sign_options(Options) ->
    Given = maps:from_list([sign_option(Option) || Option <- Options]),
    maps:merge(#{rsa_padding => rsa_pkcs1_padding, rsa_pss_saltlen => -2}, Given).

sign_option({rsa_padding, Padding} = Option) when Padding =:= rsa_pkcs1_padding; Padding =:= rsa_pkcs1_pss_padding -> Option;
sign_option({rsa_padding, rsa_no_padding}) -> ?FAILED("pkey.c", "Can't EVP_PKEY_CTX_set_rsa_padding");
sign_option({rsa_padding, rsa_x931_padding}) -> error({notsup, {"pkey.c", 0}, "rsa_x931_padding"});
sign_option({rsa_padding, _}) -> ?BADARG("pkey.c", "Bad value in option rsa_padding");
sign_option({rsa_pss_saltlen, Length} = Option) when is_integer(Length), Length >= -2 -> Option;
sign_option({rsa_pss_saltlen, _}) -> ?BADARG("pkey.c", "Bad value in option rsa_pss_saltlen");
sign_option({rsa_mgf1_md, Type} = Option) -> _ = erlet_keys:digest_size(Type), Option;
sign_option(_) -> ?BADARG("pkey.c", "Bad option").

%% What stands before a digest and says of what type it is.
info(none) -> <<>>;
info(Type) ->
    Oid = oid(Type),
    Length = erlet_keys:digest_size(Type),
    Inner = <<6, (byte_size(Oid)), Oid/binary, 5, 0>>,
    <<48, (byte_size(Inner) + 4 + Length), 48, (byte_size(Inner)), Inner/binary, 4, Length>>.

%% OpenSSL's number, which is not the registered one.
oid(md4) -> <<42, 134, 72, 134, 247, 13, 2, 3>>;
oid(md5) -> <<42, 134, 72, 134, 247, 13, 2, 5>>;
oid(ripemd160) -> <<43, 36, 3, 2, 1>>;
oid(sha) -> <<43, 14, 3, 2, 26>>;
oid(sha256) -> nist(1);
oid(sha384) -> nist(2);
oid(sha512) -> nist(3);
oid(sha224) -> nist(4);
oid(sha3_224) -> nist(7);
oid(sha3_256) -> nist(8);
oid(sha3_384) -> nist(9);
oid(sha3_512) -> nist(10);
oid(_) -> ?FAILED("pkey.c", "Can't EVP_PKEY_CTX_set_signature_md").

nist(Number) -> <<96, 134, 72, 1, 101, 3, 4, 2, Number>>.

%%% Encryption

%% What only the other part of the key turns back.
-spec encrypt(term(), public | private, term(), key(), term()) -> binary().
encrypt(Algorithm, Part, Text, Key, OptionsIn) ->
    {Do, N, Size, Options} = checked(Algorithm, Part, Text, Key, OptionsIn),
    Padded = case {Options, Part} of
                 {#{rsa_padding := rsa_no_padding}, _} when byte_size(Text) =:= Size -> Text;
                 {#{rsa_padding := rsa_no_padding}, _} -> too_long;
                 {#{rsa_padding := rsa_pkcs1_padding}, public} -> pkcs1(2, Text, Size);
                 {#{rsa_padding := rsa_pkcs1_padding}, private} -> pkcs1(1, Text, Size);
                 {_, public} -> oaep(Text, Size, Options);
                 {_, private} -> ?FAILED("pkey.c", "Couldn't set rsa padding")
             end,
    case Padded =:= too_long orelse binary:decode_unsigned(Padded) of
        Number when is_integer(Number), Number < N -> <<(Do(Number)):Size/unit:8>>;
        _ -> ?NO_RESULT
    end.

%% Back again.
-spec decrypt(term(), public | private, term(), key(), term()) -> binary().
decrypt(Algorithm, Part, Text, Key, OptionsIn) ->
    {Do, N, Size, Options} = checked(Algorithm, Part, Text, Key, OptionsIn),
    byte_size(Text) =:= Size andalso binary:decode_unsigned(Text) < N orelse ?NO_RESULT,
    Padded = <<(Do(binary:decode_unsigned(Text))):Size/unit:8>>,
    Plain = case {Options, Part} of
                {#{rsa_padding := rsa_no_padding}, _} -> Padded;
                {#{rsa_padding := rsa_pkcs1_padding}, public} -> without_pkcs1(1, Padded);
                {#{rsa_padding := rsa_pkcs1_padding}, private} -> without_pkcs1(2, Padded);
                {_, private} -> without_oaep(Padded, Options);
                {_, public} -> ?FAILED("pkey.c", "Couldn't set rsa padding")
            end,
    Plain =/= error orelse ?NO_RESULT,
    Plain.

%% What a part of the key does to a number, its modulus, the bytes of that, and every option.
checked(rsa, Part, Text, Key, Options) when is_binary(Text) ->
    {Do, N} = part(Part, Key),
    {Do, N, bytes_of(N), cipher_options(Options)};
checked(rsa, _, _, _, _) -> ?BADARG("pkey.c", "Binary expected");
checked(_, _, _, _, _) -> ?BADARG("pkey.c", "Bad algorithm").

part(public, Key) ->
    {E, N} = public(Key),
    {fun(Number) -> power(Number, E, N) end, N};
part(private, Key) -> private(Key).

%% The name of a padding stands for that option.
cipher_options(Padding) when is_atom(Padding) -> cipher_options([{rsa_padding, Padding}]);
cipher_options([]) -> cipher_options(rsa_pkcs1_padding);
cipher_options(Options) when is_list(Options) ->
    maps:merge(#{rsa_padding => rsa_pkcs1_padding, rsa_oaep_md => sha, rsa_oaep_label => <<>>},
               maps:from_list([cipher_option(Option) || Option <- Options]));
cipher_options(_) -> ?BADARG("pkey.c", "Expected a list").

cipher_option({rsa_padding, Padding} = Option)
  when Padding =:= rsa_pkcs1_padding; Padding =:= rsa_pkcs1_oaep_padding; Padding =:= rsa_no_padding -> Option;
cipher_option({rsa_padding, rsa_x931_padding}) -> ?NO_RESULT;
cipher_option({rsa_padding, _}) -> ?BADARG("pkey.c", "Bad padding type in option rsa_padding");
cipher_option({Name, Type} = Option) when Name =:= rsa_oaep_md; Name =:= rsa_mgf1_md; Name =:= signature_md ->
    _ = erlet_keys:digest_size(Type),
    Option;
cipher_option({rsa_oaep_label, Label} = Option) when is_binary(Label) -> Option;
cipher_option({_, _}) -> ?BADARG("pkey.c", "Unknown option");
cipher_option(_) -> ?BADARG("pkey.c", "Expects only two-tuples in the list").

%%% Paddings

%% Of the first kind with ones, of the second with random bytes but zeros; at least eight.
pkcs1(Kind, Data, Size) ->
    Bytes = iolist_to_binary(Data),
    case Size - byte_size(Bytes) - 3 of
        Left when Left < 8 -> too_long;
        Left -> <<0, Kind, (filling(Kind, Left))/binary, 0, Bytes/binary>>
    end.

filling(1, Count) -> binary:copy(<<255>>, Count);
filling(2, Count) ->
    case << <<Byte>> || <<Byte>> <= crypto:strong_rand_bytes(2 * Count), Byte =/= 0 >> of
        <<Bytes:Count/binary, _/binary>> -> Bytes;
        _ -> filling(2, Count)
    end.

without_pkcs1(Kind, <<0, Kind, Rest/binary>>) ->
    case binary:split(Rest, <<0>>) of
        [Filling, Text] when byte_size(Filling) >= 8 ->
            case Kind =:= 2 orelse Filling =:= filling(1, byte_size(Filling)) of
                true -> Text;
                false -> error
            end;
        _ -> error
    end;
without_pkcs1(_, _) -> error.

oaep(Text, Size, #{rsa_oaep_md := Type, rsa_oaep_label := Label} = Options) ->
    Length = erlet_keys:digest_size(Type),
    case Size - byte_size(Text) - 2 * Length - 2 of
        Zeros when Zeros < 0 -> too_long;
        Zeros ->
            Seed = crypto:strong_rand_bytes(Length),
            Data = <<(crypto:hash(Type, Label))/binary, 0:Zeros/unit:8, 1, Text/binary>>,
            Masked = masked(Data, Seed, Type, Options),
            <<0, (masked(Seed, Masked, Type, Options))/binary, Masked/binary>>
    end.

without_oaep(Padded, #{rsa_oaep_md := Type, rsa_oaep_label := Label} = Options) ->
    Length = erlet_keys:digest_size(Type),
    Hash = crypto:hash(Type, Label),
    case Padded of
        <<0, HiddenSeed:Length/binary, Hidden/binary>> when byte_size(Hidden) > Length ->
            Seed = masked(HiddenSeed, Hidden, Type, Options),
            case masked(Hidden, Seed, Type, Options) of
                <<Hash:Length/binary, Rest/binary>> -> after_one(Rest);
                _ -> error
            end;
        _ -> error
    end.

after_one(<<0, Rest/binary>>) -> after_one(Rest);
after_one(<<1, Text/binary>>) -> Text;
after_one(_) -> error.

%% Data under a mask that grows from a seed, by the type of mask that the options name or else that of the padding.
masked(Data, Seed, Type, Options) ->
    Mask = mask(maps:get(rsa_mgf1_md, Options, Type), Seed, byte_size(Data), 0, <<>>),
    crypto:exor(Data, Mask).

mask(_, _, Size, _, Mask) when byte_size(Mask) >= Size -> binary:part(Mask, 0, Size);
mask(Type, Seed, Size, Count, Mask) ->
    mask(Type, Seed, Size, Count + 1, <<Mask/binary, (crypto:hash(Type, [Seed, <<Count:32>>]))/binary>>).

bits_of(N) -> length(integer_to_list(N, 2)).

pss(Type, Digest, Bits, #{rsa_pss_saltlen := Wanted} = Options) ->
    Length = erlet_keys:digest_size(Type),
    Most = (Bits + 7) div 8 - Length - 2,
    Salt = case Wanted of
               -1 -> Length;
               -2 -> Most;
               _ -> Wanted
           end,
    case Salt =< Most of
        true -> pss_with(Type, Digest, Bits, Most - Salt, crypto:strong_rand_bytes(Salt), Options);
        false -> too_long
    end.

pss_with(Type, Digest, Bits, Zeros, Salt, Options) ->
    Hash = crypto:hash(Type, [<<0:64>>, Digest, Salt]),
    Masked = masked(<<0:Zeros/unit:8, 1, Salt/binary>>, Hash, Type, Options),
    <<(without_first(Masked, Bits))/binary, Hash/binary, 188>>.

%% The bits beyond those that the modulus can hold are zero.
without_first(Bytes, Bits) ->
    Unused = (8 - Bits rem 8) rem 8,
    <<_:Unused, Rest/bitstring>> = Bytes,
    <<0:Unused, Rest/bitstring>>.

is_pss(Type, Digest, Padded, Bits, #{rsa_pss_saltlen := Wanted} = Options) ->
    Length = erlet_keys:digest_size(Type),
    Size = (Bits + 7) div 8,
    Left = Size - Length - 1,
    case binary:part(Padded, byte_size(Padded) - Size, Size) of
        <<Masked:Left/binary, Hash:Length/binary, 188>> ->
            case without_zeros(without_first(masked(Masked, Hash, Type, Options), Bits)) of
                <<1, Salt/binary>> ->
                    Hash =:= crypto:hash(Type, [<<0:64>>, Digest, Salt]) andalso is_wanted(Wanted, byte_size(Salt), Length);
                _ -> false
            end;
        _ -> false
    end.

is_wanted(-2, _, _) -> true;
is_wanted(-1, Size, Length) -> Size =:= Length;
is_wanted(Wanted, Size, _) -> Size =:= Wanted.

without_zeros(<<0, Rest/binary>>) -> without_zeros(Rest);
without_zeros(Rest) -> Rest.
