%% OTP 29, Reference Manual, "Expressions", section "Comprehensions" (several values per step)
-module(several_values_per_step).
-export([main/0]).

main() ->
    io:format("~p~n", [[-X, X || X <- [1, 2, 3]]]),
    io:format("~p~n", [[a, b, c || _ <- [1, 2]]]),
    io:format("~p~n", [[X, [X] || X <- [1, 2, 3], X > 1]]),
    io:format("~p~n", [#{K => V, V => K || {K, V} <- [{a, 1}, {b, 2}]}]).
