-module(float_literals).
-export([main/0]).

main() ->
    io:format("~p~n", [[1.0, -1.5, 0.1, 1.0e3, 1.0E-3, 2.5e+2, 1_0.2_5, 1.0e100, -0.0]]),
    io:format("~w~n", [[1.0, 1.0e22, 1.0e21, 123456789.125, 1.0e-7, 0.0001]]).
