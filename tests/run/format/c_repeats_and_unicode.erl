-module(c_repeats_and_unicode).
-export([main/0]).

main() ->
    io:format("~c~c ~5c ~3.2c ~tc ~2tc~n", [$a, $b, $x, $y, 1078, 8364]),
    io:format("~c ~n", [300 - 256]).
