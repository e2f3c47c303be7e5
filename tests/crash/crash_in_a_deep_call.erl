%% The error is three calls down; each frame waits for a result.
-module(crash_in_a_deep_call).
-export([main/0]).

main() ->
    io:format("total: ~p~n", [total([{apple, 3}, {pear, none}, {plum, 5}])]).

total([]) -> 0;
total([Item | Rest]) -> price(Item) + total(Rest).

price({_Name, Count}) -> 2 * rounded(Count).

rounded(Count) -> round(Count) + 1.
