-module(ciphers).
-export([main/0]).

main() ->
    Key = binary:copy(<<"k">>, 16),
    Long = <<Key/binary, Key/binary>>,
    Iv = binary:copy(<<"i">>, 16),
    Text = <<"The text is longer than two blocks.">>,
    [io:format("~p ~p~n", [Cipher, both(Cipher, Key, Iv, Text)]) || Cipher <- [aes_128_ctr, aes_128_ofb, aes_128_cfb128, aes_128_cfb8]],
    io:format("~p~n", [both(aes_256_ctr, Long, Iv, Text)]),
    Padded = [{encrypt, true}, {padding, pkcs_padding}],
    Cbc = crypto:crypto_one_time(aes_128_cbc, Key, Iv, Text, Padded),
    io:format("~p~n~p~n", [Cbc, crypto:crypto_one_time(aes_128_cbc, Key, Iv, Cbc, [{encrypt, false}, {padding, pkcs_padding}])]),
    io:format("~p~n", [crypto:crypto_one_time(aes_128_cbc, Key, Iv, Key, true)]),
    io:format("~p~n", [crypto:crypto_one_time(aes_128_ecb, Key, <<"abc">>, Padded)]),
    State = crypto:crypto_init(aes_128_cbc, Key, Iv, Padded),
    io:format("~p~n", [[crypto:crypto_update(State, Part) || Part <- [<<"The text">>, <<" is longer than one block">>]]]),
    io:format("~p~n", [crypto:crypto_final(State)]),
    Stream = crypto:crypto_init(aes_128_ctr, Key, Iv, true),
    io:format("~p~n", [[crypto:crypto_update(Stream, Part) || Part <- [<<"The text">>, <<" is longer than one block">>]]]),
    sealed(aes_128_gcm, Key),
    sealed(chacha20_poly1305, Long),
    io:format("~p~n", [crypto:cipher_info(aes_256_gcm)]),
    [io:format("~p~n", [failure(Args)])
     || Args <- [[aes_128_cbc, <<"x">>, Iv, Key, true], [aes_128_cbc, Key, <<"x">>, Key, true], [none, Key, Iv, Key, true]]].

both(Cipher, Key, Iv, Text) ->
    Hidden = crypto:crypto_one_time(Cipher, Key, Iv, Text, true),
    {Hidden, crypto:crypto_one_time(Cipher, Key, Iv, Hidden, false)}.

sealed(Cipher, Key) ->
    Nonce = <<"123456789012">>,
    {Sealed, Tag} = crypto:crypto_one_time_aead(Cipher, Key, Nonce, <<"text">>, <<"with it">>, true),
    io:format("~p ~p~n", [Sealed, Tag]),
    io:format("~p~n", [crypto:crypto_one_time_aead(Cipher, Key, Nonce, Sealed, <<"with it">>, Tag, false)]),
    io:format("~p~n", [crypto:crypto_one_time_aead(Cipher, Key, Nonce, Sealed, <<"other">>, Tag, false)]).

failure(Args) ->
    try apply(crypto, crypto_one_time, Args) catch error:{Class, _, Text} -> {Class, Text} end.
