%% Of two shortest texts that are equally near to a float, the one with the even last digit is printed.
-module(shortest_float_with_a_tie).
-export([main/0]).

main() ->
    [io:format("~p ~p ~s~n", [F, -F, float_to_list(F, [short])]) || F <- floats()],
    ok.

floats() ->
    [math:sqrt(787511840658166081606), 28062641369.9453125, 28062641369.9453125 + 0.03125, 1125899906842624.125,
     1125899906842624.375, 2251799813685248.25, 2251799813685248.75, 562949953421312.0625, 0.1, 1.0e22, 5.0e-324,
     123456789012345.685, 9007199254740993.0].
