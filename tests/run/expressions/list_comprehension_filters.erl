-module(list_comprehension_filters).
-export([main/0]).

main() ->
    io:format("~p~n", [[X || X <- lists:seq(1, 20), X rem 3 =:= 0]]),
    io:format("~p~n", [[X || X <- lists:seq(1, 20), X rem 3 =:= 0, X > 10]]),
    io:format("~p~n", [[X || true, X <- [1, 2]]]),
    io:format("~p~n", [[X || X <- [1, 2], id(false)]]),
    io:format("~p~n", [[X || X <- [a, 1, "s"], is_atom(X) orelse is_list(X)]]).

id(X) -> X.
