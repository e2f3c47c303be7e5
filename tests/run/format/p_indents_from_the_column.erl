-module(p_indents_from_the_column).
-export([main/0]).

main() ->
    L = lists:seq(1000, 1030),
    io:format("a label: ~p~n", [L]),
    io:format("two: ~p and ~p~n", [L, L]),
    io:format("x~n  ~p~n", [L]).
