%% crypto:mod_pow/3 reads a negative number as the bytes of its two's complement; message codes look at the text before the key.
-module(powers_modulo_of_signs).
-export([main/0]).

main() ->
    [show(mod_pow, Args)
     || Args <- [[2, -1, 7], [2, -255, 1001], [2, -256, 1001], [2, -128, 1001], [2, -129, 1001], [2, -300, 1001], [-1, 1, 1000],
                 [-3, 2, 1000], [-3, 2, -1000], [3, 2, -1], [3, 2, 0], [3, 0, 0], [0, 1, 7], [3, 5, 1], [3, 0, 1], [<<>>, 1, 7],
                 [3, <<>>, 7], [3, 1, <<>>], [a, -1, 7], [3, -1 bsl 70, 1001], [3, 1000, 600]]],
    [show(mac, Args)
     || Args <- [[poly1305, "key", text], [poly1305, "key", "text"], [poly1305, key, text], [cmac, aes_128_cbc, "key", text],
                 [cmac, aes_128_cbc, "key", "text"], [cmac, aes_128_cbc, key, text]]].

show(Function, Args) ->
    Result = try apply(crypto, Function, Args)
             catch
                 error:{Tag, {File, _}, Text} -> {Tag, File, Text};
                 error:Reason -> Reason
             end,
    io:format("~w ~0p: ~w~n", [Function, Args, Result]).
