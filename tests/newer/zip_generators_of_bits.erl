%% OTP 28, Reference Manual, "Expressions", section "Comprehensions" (zip generators of bit strings)
-module(zip_generators_of_bits).
-export([main/0]).

main() ->
    io:format("~p~n", [[{X, Y} || X <- [a, b, c] && <<Y>> <= <<1, 2, 3>>]]),
    io:format("~p~n", [[{X, Y} || <<X:4>> <= <<1, 2>> && <<Y:16>> <= <<1, 2, 3, 4, 5, 6, 7, 8>>]]),
    %% An element that does not match is passed over, with those beside it.
    io:format("~p~n", [<< <<X, Y>> || <<1, X>> <= <<1, 2, 3, 4, 1, 6>> && Y <- [7, 8, 9]>>]),
    io:format("~p~n", [[{X, Y, Z} || X <- [a, b] && <<Y>> <= <<1, 2>> && <<Z:3>> <= <<9:6>>]]),
    {'EXIT', {Short, _}} = catch [{X, Y} || X <- [a, b] && <<Y>> <= <<1, 2, 3>>],
    {'EXIT', {Long, _}} = catch [{X, Y} || X <- [a, b, c, d] && <<Y>> <= <<1, 2, 3>>],
    io:format("~p~n~p~n", [Short, Long]).
