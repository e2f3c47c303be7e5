-module(match_does_not_fit).
-export([main/0]).

f(<<A, B>>) -> {two, A, B};
f(<<A:4>>) -> {nibble, A};
f(<<A:12, B/bits>>) when bit_size(B) rem 8 =/= 0 -> {odd, A, B};
f(B) when is_binary(B) -> {binary, byte_size(B)};
f(B) when is_bitstring(B) -> {bits, bit_size(B)}.

main() -> io:format("~p~n", [[f(B) || B <- [<<1, 2>>, <<5:4>>, <<1:9>>, <<1, 2, 3>>, <<1:13>>, <<>>]]]).
