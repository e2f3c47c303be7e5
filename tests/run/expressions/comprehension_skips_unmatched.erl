-module(comprehension_skips_unmatched).
-export([main/0]).

main() ->
    io:format("~p~n", [[X || {ok, X} <- [{ok, 1}, error, {ok, 2}, {error, 3}]]]),
    io:format("~p~n", [[X || {X, X} <- [{1, 1}, {1, 2}, {a, a}]]]),
    io:format("~p~n", [[X || X = 2 <- [1, 2, 2.0]]]),
    io:format("~p~n", [[X || <<X, 0>> <- [<<1, 0>>, <<2, 1>>, <<3, 0>>]]]),
    io:format("~p~n", [[V || #{k := V} <- [#{k => 1}, #{}, x]]]).
