%% The divisor comes from elsewhere.
-module(crash_division_by_zero).
-export([main/0]).

main() ->
    io:format("average: ~p~n", [average([])]).

average(List) -> lists:sum(List) / length(List).
