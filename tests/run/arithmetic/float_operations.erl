-module(float_operations).
-export([main/0]).

main() ->
    io:format("~p~n", [[0.1 + id(0.2), 1.0 - id(0.9), 1.1 * id(1.1), 1.0 / id(3.0), 2.0 * id(3), id(7) / 2]]),
    io:format("~p~n", [[float(id(3)), float(1 bsl 60), float(1 bsl 100), abs(-2.5), -id(1.5)]]),
    io:format("~p~n", [[id(1) + 1.0, id(1.0) + 1, id(1 bsl 64) + 1.0, id(1 bsl 64) * 0.5]]).

id(X) -> X.
