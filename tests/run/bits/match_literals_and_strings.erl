-module(match_literals_and_strings).
-export([main/0]).

f(<<"GET ", Path/binary>>) -> {get, Path};
f(<<"POST", 32, Path/binary>>) -> {post, Path};
f(<<1:1, _:7, "x">>) -> high_bit_x;
f(<<0:16, Rest/bits>>) -> {zeros, Rest};
f(<<>>) -> empty;
f(_) -> other.

main() -> io:format("~p~n", [[f(B) || B <- [<<"GET /a">>, <<"POST /b">>, <<200, "x">>, <<0, 0, 3:2>>, <<>>, <<0:15>>, "GET "]]]).
