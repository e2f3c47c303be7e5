%% Keys of two parts: what a private key gives is fixed where chance has no part; else it is checked by its other half, and
%% by what OTP made with the same keys.
-module(crypto_keys).
-export([main/0]).

main() ->
    curves(),
    signatures(),
    rsa_keys(),
    of_otp(),
    dh().

curves() ->
    [io:format("~p ~p~n", [Curve, crypto:generate_key(ecdh, Curve, <<5>>)])
     || Curve <- [secp256r1, prime256v1, secp256k1, secp384r1, secp521r1]],
    io:format("~p~n", [crypto:generate_key(eddh, x25519, <<1:256>>)]),
    io:format("~p~n", [crypto:generate_key(eddsa, ed25519, <<1:256>>)]),
    [begin
         {PublicA, PrivateA} = crypto:generate_key(Kind, Curve),
         {PublicB, PrivateB} = crypto:generate_key(Kind, Curve),
         Secret = crypto:compute_key(Kind, PublicA, PrivateB, Curve),
         io:format("~p ~p~n", [byte_size(Secret), Secret =:= crypto:compute_key(Kind, PublicB, PrivateA, Curve)])
     end || {Kind, Curve} <- [{ecdh, secp256r1}, {ecdh, secp521r1}, {eddh, x25519}, {ecdh, x25519}]],
    {<<4, X:32/binary, Y:32/binary>>, _} = crypto:generate_key(ecdh, secp256r1, <<77>>),
    Compressed = <<(2 + binary:last(Y) band 1), X/binary>>,
    io:format("~p~n", [crypto:compute_key(ecdh, Compressed, 5, secp256r1)]),
    [tried(fun() -> crypto:compute_key(Kind, Other, Mine, Curve) end)
     || {Kind, Other, Mine, Curve} <- [{ecdh, <<4, X/binary, X/binary>>, <<5>>, secp256r1}, {ecdh, <<4, X/binary, Y/binary>>, <<0>>, secp256r1},
                                       {eddh, <<0:256>>, <<1:256>>, x25519}, {eddh, <<9>>, <<1:256>>, x25519},
                                       {ecdh, <<9>>, <<1>>, no_such_curve}]],
    [tried(fun() -> crypto:generate_key(Kind, Curve, Private) end)
     || {Kind, Curve, Private} <- [{ecdh, secp256r1, <<0>>}, {ecdh, secp256r1, foo}, {eddh, x25519, <<1>>}, {eddh, x25519, foo},
                                   {ecdh, no_such_curve, undefined}, {eddsa, secp256r1, undefined}]].

signatures() ->
    {Public, Private} = crypto:generate_key(eddsa, ed25519, <<7:256>>),
    Signature = crypto:sign(eddsa, none, "text", [Private, ed25519]),
    io:format("~p~n", [Signature]),
    io:format("~p~n", [[crypto:verify(eddsa, none, Text, Bytes, [Public, ed25519])
                        || {Text, Bytes} <- [{"text", Signature}, {"next", Signature}, {"text", <<1>>}]]]),
    [begin
         {Key, _} = crypto:generate_key(ecdh, Curve, <<3>>),
         Made = crypto:sign(ecdsa, Type, "text", [<<3>>, Curve]),
         io:format("~p ~p ~p~n", [Curve, Type, [crypto:verify(ecdsa, Type, Text, Made, [Key, Curve]) || Text <- ["text", "next"]]])
     end || Curve <- [secp256r1, secp256k1, secp384r1, secp521r1], Type <- [md5, sha, sha256, sha512, sha3_256]],
    Digest = crypto:hash(sha256, "text"),
    {Key, _} = crypto:generate_key(ecdh, secp256r1, <<3>>),
    Made = crypto:sign(ecdsa, sha256, {digest, Digest}, [<<3>>, secp256r1]),
    io:format("~p~n", [crypto:verify(ecdsa, sha256, "text", Made, [Key, secp256r1])]),
    [tried(fun() -> crypto:sign(Kind, Type, Text, Of, Options) end)
     || {Kind, Type, Text, Of, Options} <- [{eddsa, none, "text", [<<1>>, ed25519], []}, {eddsa, none, foo, [Private, ed25519], []},
                                            {ecdsa, none, "text", [<<3>>, secp256r1], []}, {ecdsa, sha, {digest, <<1>>}, [3, secp256r1], []},
                                            {ecdsa, sha, "text", [foo, secp256r1], []}, {ecdsa, sha, "text", [3, no_such_curve], []},
                                            {ecdsa, sha, "text", [3, secp256r1], [{foo, 1}]}, {ecdsa, sha, "text", [3, secp256r1], foo},
                                            {no_such_kind, sha, "text", [3, secp256r1], []}]],
    [tried(fun() -> crypto:verify(ecdsa, sha, "text", Bytes, Of) end)
     || {Bytes, Of} <- [{<<1, 2>>, [Key, secp256r1]}, {foo, [Key, secp256r1]}, {Made, [<<1>>, secp256r1]}, {Made, [Key, secp256k1]}]].

rsa_keys() ->
    {Public, Private} = crypto:generate_key(rsa, {768, 65537}),
    io:format("~p ~p~n", [[byte_size(Part) || Part <- Key] || Key <- [Public, Private]]),
    [io:format("~p ~p~n", [Options, [crypto:verify(rsa, sha256, Text, crypto:sign(rsa, sha256, "text", Private, Options), Public, Options)
                                     || Text <- ["text", "next"]]])
     || Options <- [[], [{rsa_padding, rsa_pkcs1_pss_padding}], [{rsa_padding, rsa_pkcs1_pss_padding}, {rsa_pss_saltlen, -1}],
                    [{rsa_padding, rsa_pkcs1_pss_padding}, {rsa_pss_saltlen, 20}, {rsa_mgf1_md, sha}]]],
    [io:format("~p ~p~n", [Options, crypto:private_decrypt(rsa, crypto:public_encrypt(rsa, <<"text">>, Public, Options), Private, Options)])
     || Options <- [[], rsa_pkcs1_oaep_padding, [{rsa_padding, rsa_pkcs1_oaep_padding}, {rsa_oaep_md, sha256}]]],
    io:format("~p~n", [crypto:public_decrypt(rsa, crypto:private_encrypt(rsa, <<"text">>, Private, []), Public, [])]),
    [tried(fun() -> crypto:generate_key(rsa, Params) end) || Params <- [{16, 3}, {512, 4}, {a, 3}, {512, a}, foo]],
    [tried(fun() -> crypto:sign(rsa, Type, Text, Of, Options) end)
     || {Type, Text, Of, Options} <- [{no_such_type, "", Private, []}, {none, lists:duplicate(96, 1), Private, []}, {sha, "", [1, 2], []},
                                      {sha, "", Private, [{rsa_padding, foo}]}, {sha, "", Private, [{foo, 1}]}, {sha, "", Private, [foo]},
                                      {sha, "", Private, [{rsa_padding, rsa_pkcs1_pss_padding}, {rsa_pss_saltlen, 500}]}]],
    [tried(fun() -> crypto:public_encrypt(rsa, Text, Public, Padding) end)
     || {Text, Padding} <- [{binary:copy(<<1>>, 90), []}, {foo, []}, {<<1>>, rsa_no_padding}, {<<1>>, foo}, {<<1>>, 17}, {<<1>>, [{foo, 1}]}]],
    [tried(fun() -> crypto:private_decrypt(rsa, Text, Private, rsa_pkcs1_oaep_padding) end) || Text <- [<<1>>, <<7:768>>]].

%% Made by OTP with these keys.
of_otp() ->
    Private = rsa(),
    Public = lists:sublist(Private, 2),
    io:format("~p~n", [crypto:privkey_to_pubkey(rsa, Private) =:= Public]),
    Pss = [{rsa_padding, rsa_pkcs1_pss_padding}],
    io:format("~p~n", [crypto:verify(rsa, sha256, "text", made(pss), Public, Pss)]),
    io:format("~p~n", [crypto:verify(rsa, sha256, "text", made(pss_sha), Public, Pss ++ [{rsa_pss_saltlen, 20}, {rsa_mgf1_md, sha}])]),
    io:format("~p~n", [crypto:private_decrypt(rsa, made(oaep), Private, rsa_pkcs1_oaep_padding)]),
    io:format("~p~n", [crypto:private_decrypt(rsa, made(oaep_256), Private,
                                              [{rsa_padding, rsa_pkcs1_oaep_padding}, {rsa_oaep_md, sha256}, {rsa_mgf1_md, sha},
                                               {rsa_oaep_label, <<"l">>}])]),
    io:format("~p~n", [crypto:private_decrypt(rsa, made(pkcs1), lists:sublist(Private, 3), rsa_pkcs1_padding)]),
    [io:format("~p~n", [crypto:sign(rsa, Type, "text", Private)]) || Type <- [none, md5, sha, sha256, sha384]],
    [begin
         {Key, _} = crypto:generate_key(ecdh, Curve, 12345678901234567890),
         io:format("~p~n", [crypto:verify(ecdsa, Type, "text", made(Curve), [Key, Curve])])
     end || {Curve, Type} <- [{secp256r1, sha256}, {secp256k1, sha}, {secp384r1, sha512}, {secp521r1, sha512}]].

dh() ->
    P = 16#FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF,
    {PublicA, PrivateA} = crypto:generate_key(dh, [P, 2]),
    {PublicB, PrivateB} = crypto:generate_key(dh, [P, 2]),
    io:format("~p~n", [crypto:compute_key(dh, PublicA, PrivateB, [P, 2]) =:= crypto:compute_key(dh, PublicB, PrivateA, [P, 2])]),
    io:format("~p~n", [crypto:compute_key(dh, 3, <<6>>, [P, 2])]),
    [tried(fun() -> crypto:compute_key(dh, Other, Mine, [Prime, 2]) end)
     || {Other, Mine, Prime} <- [{1, 6, P}, {0, 6, P}, {P - 1, 6, P}, {8, 6, 23}, {foo, 6, P}, {3, foo, P}]],
    [tried(fun() -> crypto:generate_key(dh, Params) end) || Params <- [[23, 5], [foo, 2], [P, 2, foo]]].

%% The line within the C file is OTP's own affair.
tried(Fun) ->
    try Fun() of
        Value -> io:format("~p~n", [Value])
    catch
        error:{Kind, {File, _}, Text} -> io:format("~p ~s: ~s~n", [Kind, File, Text]);
        error:Reason -> io:format("~p~n", [Reason])
    end.

made(pss) ->
    base64:decode("h5V7JWbFdsgmpEJFLxLWVYPh91RduwmgKmbOQ1JFf7DE+pDI8mxYOO44GPAErsIOhjZf8oCt6gMyGwo4CSZ29tJSGVczyXApGcMndiTPM6HNXE2k9K8W4ow741oMyG9k");
made(pss_sha) ->
    base64:decode("Q7LJs2oBSXnHUua8FRtQyXcbK5GW9mjYBVXF3mfs/VbyLbE2rADSr5eSNFUyfo5O23w/uQU9yn3i11JtJqAaskb0j8vH0LdXBRm3F24H2TXYIw3wxvwvU7NJSqpd28Ww");
made(oaep) ->
    base64:decode("KSIhUleT2Ss1yaIIhlxm7YRfVy1oLGSvVeZHW6+6zkjit+CPU50BfZ6918QsuaHHxDa5RVV1ndZUSereKVpU0NUxY7AjRcb2Xm2vSBpNPmD4HjMjPvkUB0+v5CxEqKV9");
made(oaep_256) ->
    base64:decode("FLpyDTC9uCIZjc4AAirR9pab8sdTeSpZMrJtj/mZ45UGDKLLDJIiCy6RaXdH+xjR/JWZ6c7qrfAF4gHserAxeFlP+WBR7KoKY5ClFiVLZQ1uiS1V445Mg3Il2tZY02N0");
made(pkcs1) ->
    base64:decode("0vO+PJnGtsuESoZ0ux/QRex0OZTt8ngvES7VG/jyxJYZPYrwhHrgXnbCcuFSNvE4idwiqUdJf4+YAWfRMEPR2Rd7l61wVr7pfg/F3QIOgur7ntb1Oetox7fW7Bw/cvMk");
made(secp256r1) ->
    base64:decode("MEQCIHKreqZjT6tHPagteX18EdM7ttqxOcjEQ5MCd9rHNk+iAiAx19J5rqSxHwX+mOld298fnCN8Z7P6mu5voYYmW+Hkug==");
made(secp256k1) ->
    base64:decode("MEUCIDGHUv2Pu5Weh2Dkhd50XVB+argZeLy+69S7kojetoG0AiEA5a8dJQrChTtN8OgTQB3N8EgnGB6BsXlBZP1hGwIgWeY=");
made(secp384r1) ->
    base64:decode("MGUCME6MBORukWNV7s0OTzrTuNfsT/EL+cjOxhcxvVyaKfsvcD7j2eSKze6JJfOXGxom9wIxAMp9ttgpcIWK1syQQINYMgBkTFOmyw1ayN1h5UsgK7HftbLsKFl9ysOPF9moGXbpvw==");
made(secp521r1) ->
    base64:decode("MIGIAkIBSvPVOQaLaTb0NTv73F2P9iB5mhaquytYVtVBQTQG6biXPEeuBn4hoYNuPq7eTf98B3Ens2X3t3xc3POUgApMEE8CQgEEB5wBui4m2wvOCrHbOQXAqdLjT0TjRC04c2JZweTrdFj7tOt1CGjIDtmaL2k+JiEomrXjdCDQcEwdExt2dMfrAA==").

rsa() ->
    [65537,
     1439743261921307217936203373081980949247546414662302463350581042658819021238873545607480189285420940684167680873821481069747709566683729439464219625907278813457372465379865079175906026605133389831260023903990213977399344522853595163,
     1134646073744199406429756748345380991618269447348723010354367155534817639317737762745941137012721152408510864846605760962914306657981762465450360983603354986951891726249140657938110813513096286627468256179050314068412877738147640073,
     38033317330955222020388635819051855428720486295238646726818751195766537470901033514091570893452936621183536768145901,
     37854790561471843308564890235115235356534918334132710215623020501690972272619938631775133413893355022874952958343463,
     36272585457629953185839310688591148814582854798225447249131824862123623167733147652948188894113079598300724760355573,
     17140560445422844350239759490471712303052835826561914272069413207618285887208701632633887484280411222726310771607523,
     431898669438967311323299458531678494606271547753442996334218815921497280715584860349783128744713135932913079062733].
