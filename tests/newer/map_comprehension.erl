%% OTP 26, Reference Manual, "Expressions", section "Comprehensions" (map comprehensions)
-module(map_comprehension).
-export([main/0]).

main() ->
    io:format("~p~n", [#{X => X * X || X <- [1, 2, 3]}]),
    io:format("~p~n", [#{K => V || {K, V} <- [{a, 1}, {b, 2}, {a, 3}]}]),
    io:format("~p~n", [#{X => Y || X <- [p, q], Y <- [1, 2], Y > 1}]),
    io:format("~p~n", [#{X => x || X <- []}]),
    io:format("~p~n", [#{C => $b - C || <<C>> <= <<"abc">>}]).
