%% The keys of a property list come in the order of a set of them, not of the list.
-module(proplist_keys_in_order).
-export([main/0]).

main() ->
    io:format("~p~n", [proplists:get_keys([c, b, {a, 1}, 1, {c, 2}, {d, 1}, {"x", 2}, {1, 1}, {1.0, 2}])]),
    io:format("~p~n", [proplists:get_keys([{list_to_atom([C]), C} || C <- "zyxwvutsrqponmlkjihgfedcba"])]),
    io:format("~p~n", [proplists:get_keys([{N, N} || N <- lists:seq(100, 1, -1)]) =:=
                           sets:to_list(sets:from_list(lists:seq(1, 100)))]).
