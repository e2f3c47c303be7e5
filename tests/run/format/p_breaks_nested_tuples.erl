-module(p_breaks_nested_tuples).
-export([main/0]).

main() ->
    T = {state, {name, "A rather long name for a state"}, {items, [{1, one}, {2, two}, {3, three}]},
         {options, [{verbose, true}, {depth, 10}, {colour, "blue"}]}, {parent, undefined}},
    io:format("~p~n", [T]),
    io:format("~p~n", [{T, T}]),
    io:format("~p~n", [[T]]).
