%% OTP 28, Reference Manual, "Expressions", section "Comprehensions" (zip generators)
-module(zip_generators).
-export([main/0]).

main() ->
    io:format("~p~n", [[{X, Y} || X <- [1, 2, 3] && Y <- [a, b, c]]]),
    io:format("~p~n", [[X + Y + Z || X <- [1, 2] && Y <- [10, 20] && Z <- [100, 200]]]),
    io:format("~p~n", [[{X, Y, Z} || X <- [1, 2] && Y <- [a, b], Z <- [p, q]]]),
    io:format("~p~n", [[X || X <- [1, 2, 3] && Y <- [true, false, true], Y]]),
    io:format("~p~n", [[{X, Y} || {ok, X} <- [{ok, 1}, no, {ok, 3}] && Y <- [a, b, c]]]),
    io:format("~p~n", [#{K => V || K <- [a, b] && V <- [1, 2]}]),
    io:format("~p~n", [<< <<X, Y>> || X <- "ac" && Y <- "bd" >>]),
    try [{X, Y} || X <- [1, 2] && Y <- [a]]
    catch error:{bad_generators, _} -> io:format("lengths differ~n")
    end.
