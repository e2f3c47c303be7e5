%%% Keys of two parts for `crypto`: making them, what two sides share, signatures. The arithmetic of curves is the machine's,
%%% that of RSA is in erlet_rsa.
%%%
%%% Errors name the file of OTP's application that says the same.
-module(erlet_keys).

-export([curves/0, generate/3, compute/4, sign/5, verify/6, number/1, digest_size/1]).

-define(BADARG(File, Text), error({badarg, {File, 0}, Text})).
-define(FAILED(File, Text), error({error, {File, 0}, Text})).

%% The curves that there are.
-spec curves() -> [atom()].
curves() -> [secp256k1, secp384r1, secp521r1, secp256r1, prime256v1, ed25519, x25519].

%% The curve by its first name, and the bytes of a private key.
known(secp256k1) -> {secp256k1, 32};
known(secp256r1) -> {secp256r1, 32};
known(prime256v1) -> {secp256r1, 32};
known(secp384r1) -> {secp384r1, 48};
known(secp521r1) -> {secp521r1, 66};
known(_) -> none.

%% A number written in either way.
-spec number(integer() | binary()) -> non_neg_integer() | error.
number(Number) when is_integer(Number), Number >= 0 -> Number;
number(Bytes) when is_binary(Bytes) -> binary:decode_unsigned(Bytes);
number(_) -> error.

%%% Making keys

%% A public and a private key of a kind; the private one may be given.
-spec generate(dh | ecdh | eddh | eddsa | rsa, term(), term()) -> {term(), term()}.
generate(rsa, {Bits, Exponent}, undefined) -> erlet_rsa:generate(Bits, Exponent);
generate(dh, [P, G], Private) -> generate_dh(P, G, none, Private);
generate(dh, [P, G, Length], Private) -> generate_dh(P, G, Length, Private);
generate(ecdh, Curve, Private) when Curve =:= x25519; Curve =:= x448 -> generate(eddh, Curve, Private);
generate(ecdh, Curve, Private) ->
    case known(Curve) of
        none when Private =:= undefined -> ?BADARG("ec.c", "Couldn't get Curve definition");
        none -> ?FAILED("ec.c", "Bad curve def. Expect 5-tuple.");
        {Name, Size} when Private =:= undefined -> pair(Name, fresh(Name, Size));
        {Name, Size} ->
            Number = number(Private),
            Number =/= error orelse ?BADARG("ec.c", "Bad private key"),
            pair(Name, <<Number:Size/unit:8>>)
    end;
generate(_, Curve, Private) when Curve =:= x25519; Curve =:= ed25519 ->
    Key = case Private of
              undefined -> crypto:strong_rand_bytes(32);
              <<_:32/binary>> -> Private;
              _ when is_binary(Private) -> ?FAILED("evp.c", "Can't EVP_PKEY_new_raw_private_key");
              _ -> ?FAILED("evp.c", "Can't get max size")
          end,
    pair(Curve, Key);
generate(_, Curve, _) -> error({notsup, {"evp.c", 0}, atom_to_list(Curve)}).

pair(Curve, Private) ->
    case erts_internal:curve_public(Curve, Private) of
        error -> ?BADARG("ec.c", "peer priv key must not be 0");
        Public -> {Public, Private}
    end.

%% A private key below the curve's order: bytes that make one as they are. The orders of the curves of 256 and 384 bits are
%% so near to what the bytes can say that the next try will do; of the 528 bits of the largest curve 521 count.
fresh(secp521r1, Size) ->
    <<_:7, Low:521>> = crypto:strong_rand_bytes(Size),
    <<Low:Size/unit:8>>;
fresh(_, Size) -> crypto:strong_rand_bytes(Size).

generate_dh(PrimeIn, BaseIn, Length, PrivateIn) ->
    Prime = number(PrimeIn),
    Prime =/= error orelse ?BADARG("dh.c", "Bad value of 'p'"),
    Base = number(BaseIn),
    Base =/= error orelse ?BADARG("dh.c", "Bad value of 'g'"),
    Size = byte_size(binary:encode_unsigned(Prime)),
    Bits = case Length of
               none -> 8 * Size - 1;
               _ when is_integer(Length), Length >= 0 -> Length;
               _ -> ?BADARG("dh.c", "Bad value of length element")
           end,
    Private = case PrivateIn of
                  undefined -> random_bits(max(1, min(Bits, 8 * Size - 1)));
                  _ -> number(PrivateIn)
              end,
    Private =/= error orelse ?BADARG("dh.c", "PrivKeyIn"),
    Size >= 64 orelse ?FAILED("dh.c", "Can't generate DH key pair"),
    Public = binary:decode_unsigned(crypto:mod_pow(Base, Private, Prime)),
    Shown = case PrivateIn of
                undefined when Length =:= none -> <<Private:Size/unit:8>>;
                _ -> binary:encode_unsigned(Private)
            end,
    {<<Public:Size/unit:8>>, Shown}.

%% A number of so many bits, the first of which is one.
random_bits(Bits) ->
    <<Number:Bits, _/bitstring>> = crypto:strong_rand_bytes((Bits + 7) div 8),
    Number bor (1 bsl (Bits - 1)).

%%% What two sides share

%% The secret of one's private key and the other's public key.
-spec compute(dh | ecdh | eddh, term(), term(), term()) -> binary().
compute(dh, OtherIn, MineIn, [PrimeIn, _]) ->
    Other = number(OtherIn),
    Other =/= error orelse ?BADARG("dh.c", "Bad peer public key; binary expected"),
    Mine = number(MineIn),
    Mine =/= error orelse ?BADARG("dh.c", "Bad peer public key; binary expected"),
    Prime = number(PrimeIn),
    Prime =/= error orelse ?BADARG("dh.c", "Bad value of 'p'"),
    Prime bsr 511 =/= 0 orelse ?FAILED("dh.c", "Can't get result"),
    Other > 1 andalso Other < Prime - 1 orelse ?FAILED("dh.c", "Can't get result size"),
    crypto:mod_pow(Other, Mine, Prime);
compute(ecdh, Other, Mine, Curve) when Curve =:= x25519; Curve =:= x448 -> compute(eddh, Other, Mine, Curve);
compute(ecdh, OtherIn, MineIn, Curve) ->
    {Name, Size} = case known(Curve) of
                       none -> ?FAILED("ec.c", "Bad curve def. Expect 5-tuple.");
                       Found -> Found
                   end,
    Other = number(OtherIn),
    Other =/= error orelse ?BADARG("ecdh.c", "Bad peer public key; binary expected"),
    Mine = number(MineIn),
    Mine =/= error orelse ?BADARG("ecdh.c", "Bad peer public key; binary expected"),
    case erts_internal:curve_shared(Name, <<Mine:Size/unit:8>>, bytes(OtherIn)) of
        Secret when is_binary(Secret) -> Secret;
        error when Mine =:= 0 -> ?FAILED("ecdh.c", "Can't get result");
        error -> ?FAILED("ecdh.c", "Can't do fromdata")
    end;
compute(eddh, Other, Mine, x25519) ->
    is_binary(Mine) andalso is_binary(Other) orelse ?BADARG("evp.c", "Binary expected"),
    byte_size(Mine) =:= 32 orelse ?BADARG("evp.c", "Not a valid raw private key"),
    byte_size(Other) =:= 32 orelse ?BADARG("evp.c", "Not a raw public peer key"),
    case erts_internal:curve_shared(x25519, Mine, Other) of
        error -> ?FAILED("evp.c", "Can't EVP_PKEY_derive");
        Secret -> Secret
    end;
compute(eddh, _, _, Curve) -> error({notsup, {"evp.c", 0}, atom_to_list(Curve)}).

bytes(Number) when is_integer(Number) -> binary:encode_unsigned(Number);
bytes(Bytes) -> Bytes.

%%% Signatures

%% The signature of data, or of a digest that was made already.
-spec sign(atom(), atom(), term(), term(), term()) -> binary().
sign(Algorithm, Type, Data, Key, Options) ->
    Text = text(Algorithm, Type, Data),
    checked(Algorithm, Options),
    case Algorithm of
        rsa -> erlet_rsa:sign(Type, Text, Key, Options);
        ecdsa ->
            case on_curve(Key) of
                {Name, Size, Private} ->
                    Number = number(Private),
                    signed(erts_internal:curve_sign(Name, <<Number:Size/unit:8>>, Text), "Couldn't get ECDSA private key");
                none -> ?BADARG("pkey.c", "Couldn't get ECDSA private key")
            end;
        eddsa ->
            case Key of
                [<<_:32/binary>> = Private, ed25519] -> erts_internal:curve_sign(ed25519, Private, Text);
                _ -> ?BADARG("pkey.c", "Couldn't get EDDSA private key")
            end
    end.

signed(error, Wrong) -> ?BADARG("pkey.c", Wrong);
signed(Signature, _) -> Signature.

%% Whether data, or a digest, was signed so by the owner of a public key.
-spec verify(atom(), atom(), term(), term(), term(), term()) -> boolean().
verify(Algorithm, Type, Data, Signature, Key, Options) ->
    is_binary(Signature) orelse ?BADARG("pkey.c", "Expected a binary"),
    Text = text(Algorithm, Type, Data),
    checked(Algorithm, Options),
    case Algorithm of
        rsa -> erlet_rsa:verify(Type, Text, Signature, Key, Options);
        ecdsa ->
            case on_curve(Key) of
                {Name, _, Public} ->
                    signed(erts_internal:curve_verify(Name, bytes(Public), Text, Signature), "Couldn't get ECDSA public key");
                none -> ?BADARG("pkey.c", "Couldn't get ECDSA public key")
            end;
        eddsa ->
            case Key of
                [<<_:32/binary>> = Public, ed25519] -> erts_internal:curve_verify(ed25519, Public, Text, Signature);
                _ -> ?BADARG("pkey.c", "Couldn't get EDDSA public key")
            end
    end.

on_curve([Key, Curve]) ->
    case {known(Curve), number(Key)} of
        {{Name, Size}, Number} when Number =/= error -> {Name, Size, Key};
        _ -> none
    end;
on_curve(_) -> none.

%% What is signed: a message for Edwards curves, else a digest.
text(Algorithm, Type, Data) ->
    case Algorithm of
        dss -> error({notsup, {"pkey.c", 0}, "dss"});
        _ when Algorithm =:= rsa; Algorithm =:= ecdsa; Algorithm =:= eddsa -> ok;
        _ -> ?BADARG("pkey.c", "Bad algorithm")
    end,
    Size = case Algorithm of
               eddsa -> any;
               rsa when Type =:= none -> any;
               _ -> digest_size(Type)
           end,
    case Data of
        {digest, Digest} when is_binary(Digest), Size =/= any, byte_size(Digest) =/= Size ->
            ?BADARG("pkey.c", "Bad binary size for the algorithm");
        {digest, Digest} when is_binary(Digest) -> Digest;
        _ when Size =:= any -> flat(Data);
        _ -> crypto:hash(Type, flat(Data))
    end.

%% The bytes of a digest of this type.
-spec digest_size(atom()) -> pos_integer().
digest_size(Type) ->
    try crypto:hash_info(Type) of
        #{size := Size} -> Size
    catch
        error:_ -> ?BADARG("pkey.c", "Bad digest type")
    end.

flat(Data) ->
    try
        iolist_to_binary(Data)
    catch
        error:badarg -> ?BADARG("pkey.c", "Expected a binary or a list")
    end.

checked(Algorithm, Options) ->
    is_list(Options) orelse ?BADARG("pkey.c", "Expected a list"),
    lists:all(fun(Option) -> tuple_size_is_2(Option) end, Options) orelse
        ?BADARG("pkey.c", "Expects only two-tuples in the list"),
    Options =:= [] orelse Algorithm =:= rsa orelse ?BADARG("pkey.c", "Only RSA supports Options").

tuple_size_is_2({_, _}) -> true;
tuple_size_is_2(_) -> false.
