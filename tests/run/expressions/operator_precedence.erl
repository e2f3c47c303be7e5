-module(operator_precedence).
-export([main/0]).

main() ->
    io:format("~p~n", [[1 + 2 * 3, (1 + 2) * 3, 10 - 2 - 3, 2 * 7 div 2, -2 * 3, 7 rem 4 * 2]]),
    io:format("~p~n", [[1 + 2 =:= 3, not id(true) or true, id(1) < 2 andalso id(3) > 2]]),
    io:format("~p~n", [[1 bor 2 band 3, 1 bsl 2 + 1, 5 band 3 bxor 1, bnot 5 band 7]]),
    io:format("~p~n", [[1] ++ [2] ++ [3] -- [2] -- [3]]),
    io:format("~p~n", [[1, 2, 3] -- [1] -- [1]]).

id(X) -> X.
