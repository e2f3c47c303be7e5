-module(integers_in_bases).
-export([main/0]).

main() ->
    io:format("~b ~B ~b~n", [42, 42, -42]),
    io:format("~.2b ~.8b ~.16b ~.16B ~.36b ~.36B~n", [10, 64, 255, 255, 123456, 123456]),
    io:format("~.2x ~.16x ~.16X ~.10x~n", [5, "0b", 255, "0x", 255, "0X", -7, "n"]),
    io:format("~.2# ~.16# ~.16+ ~.10#~n", [5, 255, 255, -3]),
    io:format("|~10b|~-10b|~2b|~10.16b|~n", [123, 123, 123, 16#abcdef]).
