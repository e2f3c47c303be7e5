-module(word_borders).
-export([main/0]).

main() ->
    [io:format("~p~n", [[X - 1, X, X + 1, -X - 1, -X, -X + 1, X * X, X + X]]) || X <- [1 bsl 31, 1 bsl 32, 1 bsl 62, 1 bsl 63, 1 bsl 64]].
