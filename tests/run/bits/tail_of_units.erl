-module(tail_of_units).
-export([main/0]).

f(<<H, T/binary>>) -> {bytes, H, T};
f(<<H:3, T/bitstring>>) -> {bits, H, T};
f(_) -> short.

main() ->
    io:format("~p~n", [[f(B) || B <- [<<1, 2, 3>>, <<1, 2:3>>, <<5:3>>, <<1:2>>]]]),
    io:format("~p~n", [case id(<<1, 2, 3>>) of <<T/binary-unit:16>> -> T; <<_, T/binary-unit:16>> -> {one_then, T} end]).

id(X) -> X.
