-module(huge_integer_against_float).
-export([main/0]).

main() ->
    Huge = 1 bsl 2000,
    io:format("~p~n", [[Huge > 1.7976931348623157e308, -Huge < -1.7976931348623157e308, Huge == 1.0e308]]),
    io:format("~p~n", [lists:sort([1.0e308, Huge, 0, -Huge, -1.0e308]) =:= [-Huge, -1.0e308, 0, 1.0e308, Huge]]).
