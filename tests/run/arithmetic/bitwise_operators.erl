-module(bitwise_operators).
-export([main/0]).

main() ->
    Pairs = [{12, 10}, {-12, 10}, {12, -10}, {-12, -10}, {0, -1}],
    [io:format("~p ~p: ~p~n", [A, B, [A band B, A bor B, A bxor B, bnot A]]) || {A, B} <- Pairs].
