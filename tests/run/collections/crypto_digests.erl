%% Digests and message codes.
-module(crypto_digests).
-export([main/0]).

main() ->
    Types = [md4, md5, ripemd160, sha, sha224, sha256, sha384, sha512, sha3_224, sha3_256, sha3_384, sha3_512, blake2b, blake2s],
    [io:format("~p ~s~n", [Type, binary:encode_hex(crypto:hash(Type, ["abc", <<"def">>]))]) || Type <- Types],
    [io:format("~p ~s~n", [Type, binary:encode_hex(crypto:mac(hmac, Type, Key, "data"))])
     || Type <- [md5, sha, sha256, sha512], Key <- ["key", lists:duplicate(200, $k)]],
    State = lists:foldl(fun(Part, S) -> crypto:hash_update(S, Part) end, crypto:hash_init(sha256), ["a", "b", <<"c">>]),
    io:format("~p~n", [crypto:hash_final(State) =:= crypto:hash(sha256, "abc")]),
    io:format("~p~n", [crypto:macN(hmac, sha256, "key", "data", 4)]),
    io:format("~p ~p~n", [byte_size(crypto:strong_rand_bytes(33)), crypto:strong_rand_bytes(16) =:= crypto:strong_rand_bytes(16)]),
    io:format("~p ~p~n", [crypto:exor(<<1, 2, 3>>, <<255, 0, 3>>), crypto:mod_pow(4, 13, 497)]),
    io:format("~p ~p~n", [crypto:hash_equals(<<1, 2>>, <<1, 2>>), crypto:hash_equals(<<1, 2>>, <<1, 3>>)]),
    io:format("~s~n", [binary:encode_hex(crypto:pbkdf2_hmac(sha256, <<"password">>, <<"salt">>, 10, 40))]).
