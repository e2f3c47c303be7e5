-module(zero_p_breaks_no_lines).
-export([main/0]).

main() ->
    L = lists:seq(1, 60),
    io:format("~0p~n", [L]),
    io:format("~0p~n", [#{a => L}]),
    io:format("~p~n", [L]).
