%% No branch of the if is true.
-module(crash_if_clause).
-export([main/0]).

main() ->
    io:format("~p~n", [[sign(N) || N <- [3, -3, 0]]]).

sign(N) ->
    if
        N > 0 -> positive;
        N < 0 -> negative
    end.
