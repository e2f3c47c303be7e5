-module(unaligned_segments).
-export([main/0]).

main() ->
    B = <<1:1, "abc", 3:2, 16#1234:16/little, 5:5>>,
    io:format("~p ~p~n", [B, bit_size(B)]),
    <<X:1, S:3/binary, Y:2, Z:16/little, W:5>> = id(B),
    io:format("~p ~p ~p ~p ~p~n", [X, S, Y, Z, W]),
    <<_:3, Mid:16/bits, _/bits>> = id(B),
    io:format("~p ~p~n", [Mid, <<Mid/bits>> =:= Mid]).

id(X) -> X.
