-module(float_to_text).
-export([main/0]).

main() ->
    io:format("~p~n", [[float_to_list(F) || F <- [1.0, 0.1, -2.5, 1.0e100]]]),
    io:format("~p~n", [[float_to_list(3.14159, [{decimals, D}]) || D <- [0, 1, 3, 10]]]),
    io:format("~p~n", [[float_to_list(F, [{decimals, 6}, compact]) || F <- [1.0, 1.5, 1.123456789]]]),
    io:format("~p~n", [[float_to_list(3.14159, [{scientific, D}]) || D <- [0, 2, 20]]]),
    io:format("~p~n", [[float_to_list(F, [short]) || F <- [0.1, 1.0e22, 1.0e-10, 100.0]]]),
    io:format("~p ~p~n", [float_to_binary(0.1), float_to_binary(1.5, [{decimals, 2}])]).
