-module(min_max_and_comparison_functions).
-export([main/0]).

main() ->
    io:format("~p~n", [[min(1, 2), max(a, 1), min([], {}), max("a", "b")]]),
    io:format("~p~n", [[erlang:'+'(1, 2), erlang:'=:='(1, 1.0), erlang:'=='(1, 1.0), erlang:'++'("a", "b"), erlang:'not'(true)]]),
    io:format("~p~n", [lists:foldl(fun erlang:max/2, 0, [3, 7, 5])]),
    io:format("~p~n", [lists:map(fun erlang:'-'/1, [1, -2])]).
