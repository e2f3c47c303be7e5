-module(size_guard_expressions).
-export([main/0]).

f(<<N:8, B/bits>>) when bit_size(B) =:= N -> exact;
f(<<N:8, B/bits>>) when bit_size(B) > N -> {extra, bit_size(B) - N};
f(<<_:8, _/bits>>) -> short;
f(B) -> {tiny, bit_size(B)}.

main() -> io:format("~p~n", [[f(B) || B <- [<<3, 1:3>>, <<1, 1:3>>, <<9, 1>>, <<1:7>>]]]).
