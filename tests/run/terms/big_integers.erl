-module(big_integers).
-export([main/0]).

main() ->
    io:format("~p~n", [123456789012345678901234567890]),
    io:format("~p~n", [-16#FFFFFFFFFFFFFFFFFFFFFFFF]),
    io:format("~p~n", [1 bsl 200]),
    io:format("~p~n", [[is_integer(1 bsl 100), is_number(1 bsl 100), is_float(1 bsl 100)]]).
