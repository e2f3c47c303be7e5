-module(match_integers_signed_and_endian).
-export([main/0]).

main() ->
    B = id(<<16#FE, 16#DC, 16#BA, 16#98>>),
    <<A:16, _/binary>> = B,
    <<C:16/signed, _/binary>> = B,
    <<D:16/little, _/binary>> = B,
    <<E:16/signed-little, F:8/signed, _>> = B,
    <<G:32/signed>> = B,
    <<H:32/little-signed>> = B,
    <<I:5, J:11/signed, K:3, L:13/little>> = B,
    io:format("~p~n", [[A, C, D, E, F, G, H, I, J, K, L]]),
    <<M:20/little, N:12/signed-little>> = B,
    io:format("~p~n", [[M, N]]).

id(X) -> X.
