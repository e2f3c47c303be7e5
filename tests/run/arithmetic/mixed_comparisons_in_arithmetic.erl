-module(mixed_comparisons_in_arithmetic).
-export([main/0]).

main() ->
    io:format("~p~n", [[1 + id(1) == 2.0, 1 + id(1) =:= 2.0, id(4) / 2 == 2, id(4) / 2 =:= 2, id(3) * 1.0 =:= 3.0]]),
    io:format("~p~n", [lists:sum([1, 2.5, 3])]),
    io:format("~p~n", [0.1 + id(0.2) == 0.3]).

id(X) -> X.
