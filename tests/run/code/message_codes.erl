%% Message codes by ciphers, CCM, ciphers named without the size of their keys, and keys made of passwords.
-module(message_codes).
-export([main/0]).

main() ->
    Data = binary:copy(<<"0123456789abcdef">>, 3),
    [io:format("~p ~p~n", [{Cipher, Size}, crypto:mac(cmac, Cipher, key(Bytes), binary:part(Data, 0, Size))])
     || {Cipher, Bytes} <- [{aes_128_cbc, 16}, {aes_192_cbc, 24}, {aes_256_cbc, 32}, {aes_128_ecb, 16}], Size <- [0, 1, 16, 17, 48]],
    [io:format("~p~n", [crypto:mac(poly1305, key(32), binary:part(Data, 0, Size))]) || Size <- [0, 1, 15, 16, 17, 48]],
    io:format("~p ~p~n", [crypto:macN(cmac, aes_128_cbc, key(16), Data, 5), crypto:macN(poly1305, key(32), Data, 5)]),
    [sealed(Cipher, Bytes, Data, Tag) || {Cipher, Bytes} <- [{aes_128_ccm, 16}, {aes_192_ccm, 24}, {aes_256_ccm, 32}, {aes_ccm, 16}, {aes_gcm, 32}],
                                         Tag <- [4, 8, 16]],
    [io:format("~p~n", [crypto:crypto_one_time(Cipher, key(Bytes), key(Iv), Data, true)])
     || {Cipher, Bytes, Iv} <- [{aes_cbc, 16, 16}, {aes_ctr, 24, 16}, {aes_cfb128, 32, 16}, {aes_cfb8, 16, 16}]],
    io:format("~p~n", [crypto:crypto_one_time(aes_ecb, key(16), Data, true)]),
    io:format("~p~n", [[maps:get(type, crypto:cipher_info(Cipher)) || Cipher <- [aes_128_ccm, aes_192_ccm, aes_256_ccm, aes_128_cfb8, aes_cbc]]]),
    io:format("~p~n", [crypto:pbkdf2_hmac(sha256, <<"password">>, <<"salt">>, 10, 40)]),
    [io:format("~p~n", [wrong(Fun)])
     || Fun <- [fun() -> crypto:pbkdf2_hmac(md5, <<"p">>, <<"s">>, 1, 1) end, fun() -> crypto:pbkdf2_hmac(sha, "p", <<"s">>, 1, 1) end,
                fun() -> crypto:pbkdf2_hmac(none, <<"p">>, <<"s">>, 1, 1) end, fun() -> crypto:hash_info(none) end,
                fun() -> crypto:crypto_one_time_aead(aes_128_gcm, key(16), key(12), "", "", 17, true) end,
                fun() -> crypto:crypto_one_time_aead(aes_128_ccm, key(16), key(12), "", "", 5, true) end]].

sealed(Cipher, Bytes, Data, TagSize) ->
    {Sealed, Tag} = crypto:crypto_one_time_aead(Cipher, key(Bytes), key(12), Data, "more", TagSize, true),
    io:format("~p ~p ~p ~p~n", [Cipher, Sealed, Tag,
                                [crypto:crypto_one_time_aead(Cipher, key(Bytes), key(12), Sealed, More, Tag, false) || More <- ["more", ""]]]).

key(Size) -> binary:part(binary:copy(<<"key and more ">>, 4), 0, Size).

wrong(Fun) ->
    try
        Fun()
    catch
        error:{Class, _, Text} -> {Class, Text};
        error:Reason -> Reason
    end.
