-module(round_trunc_floor_ceil).
-export([main/0]).

main() ->
    [io:format("~p: ~p~n", [F, [round(F), trunc(F), floor(F), ceil(F)]]) || F <- [0.5, 1.5, 2.5, -0.5, -1.5, -2.4, 2.999, 3, -3, 0.0, -0.0, 0.49999999999999994]],
    io:format("~p~n", [[round(1.0e20), trunc(-1.0e20), floor(1.5e15), ceil(1.0e22)]]),
    io:format("~p~n", [trunc(1.0e100)]).
