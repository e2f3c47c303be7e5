%% The shortest text of floats at powers of two, where the floats below lie closer than those above.
-module(powers_of_two).
-export([main/0]).

main() ->
    Around = [around(Exponent, Step) || Exponent <- lists:seq(0, 2046, 3), Step <- [-1, 0, 1], Exponent + Step > 0],
    io:format("~p~n", [[F || F <- Around, list_to_float(float_to_list(F, [short])) =/= F]]),
    Known = [6, 66, 102, 215, 232, 235, 245, 318, 371, 474, 534, 640, 727, 926, 999, 1195, 1504, 1577, 1733, 1886, 1919],
    [io:format("~p ~w ~s~n", [F, -F, float_to_binary(F, [short])]) || E <- Known, F <- [around(E, 0)]],
    io:format("~p~n", [[math:pow(2, N) || N <- lists:seq(-60, 60, 4)]]),
    io:format("~p~n", [[around(N, 1) || N <- lists:seq(999, 1100, 7)]]).

%% The float of that exponent, or one of its neighbours.
around(Exponent, Step) ->
    <<Float/float>> = <<((Exponent bsl 52) + Step):64>>,
    Float.
