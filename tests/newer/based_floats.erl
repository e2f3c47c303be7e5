%% OTP 28, Reference Manual, "Data Types", section "Number" (based floating point literals)
-module(based_floats).
-export([main/0]).

main() ->
    io:format("~p~n", [[2#0.001, 2#1.1, 16#f.8, 16#F.8]]),
    io:format("~p~n", [2#0.10101#e8]),
    io:format("~p~n", [16#fefe.fefe#e16]),
    io:format("~p~n", [[2#1.0#e-3, 10#1.5#e2, -2#0.1]]).
