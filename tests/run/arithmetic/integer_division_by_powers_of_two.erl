-module(integer_division_by_powers_of_two).
-export([main/0]).

main() ->
    [io:format("~p: ~p~n", [X, [{X div D, X rem D, X bsr S, X band (D - 1)} || {D, S} <- [{2, 1}, {8, 3}, {1024, 10}]]]) || X <- [1000, -1000, 7, -7, 0]].
