-module(atoms_table_is_shared).
-export([main/0]).

main() ->
    A = list_to_atom("dynamic_" ++ integer_to_list(42)),
    io:format("~p ~p~n", [A, A =:= dynamic_42]),
    io:format("~p~n", [A =:= binary_to_atom(<<"dynamic_42">>, utf8)]).
