-module(binary_encode_unsigned).
-export([main/0]).

main() ->
    io:format("~w~n", [[binary:encode_unsigned(N) || N <- [0, 255, 256, 1 bsl 64]]]),
    io:format("~w~n", [[binary:encode_unsigned(N, little) || N <- [0, 258, 1 bsl 64]]]),
    io:format("~w~n", [[binary:decode_unsigned(B) || B <- [<<>>, <<0>>, <<1, 0>>, <<1:72>>]]]),
    io:format("~w~n", [binary:decode_unsigned(<<1, 2>>, little)]).
