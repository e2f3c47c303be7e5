-module(comprehension_mixing_generators).
-export([main/0]).

main() ->
    io:format("~p~n", [[{X, B} || X <- [a, b], <<B:4>> <= <<16#12>>]]),
    io:format("~p~n", [[{K, V} || {K, V} <- maps:to_list(#{x => 1, y => 2})]]),
    io:format("~p~n", [[{I, C} || {I, C} <- lists:zip([1, 2], "ab"), C =/= $a]]).
