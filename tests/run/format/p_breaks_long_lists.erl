-module(p_breaks_long_lists).
-export([main/0]).

main() ->
    io:format("~p~n", [[{item, N, "value " ++ integer_to_list(N)} || N <- lists:seq(1, 8)]]),
    io:format("~p~n", [[list_to_atom("an_atom_of_some_length_" ++ integer_to_list(N)) || N <- lists:seq(1, 6)]]),
    io:format("~p~n", [lists:duplicate(30, 1.5)]).
