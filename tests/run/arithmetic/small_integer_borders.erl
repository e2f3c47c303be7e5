-module(small_integer_borders).
-export([main/0]).

main() ->
    S = id(1 bsl 59),
    io:format("~p~n", [[S - 1, S, -S, -S - 1, S + S, -S - S, -(-S)]]),
    io:format("~p~n", [[(S - 1) + 1, (-S) - 1, S * 2, S * -2, abs(-S)]]),
    T = id(1 bsl 60),
    io:format("~p~n", [[T - 1, T, -T, -T - 1, (T - 1) * 2, (-T) * 2]]).

id(X) -> X.
