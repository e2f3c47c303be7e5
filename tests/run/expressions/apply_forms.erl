-module(apply_forms).
-export([main/0, add/2]).

add(A, B) -> A + B.

main() ->
    io:format("~p~n", [[apply(fun add/2, [1, 2]), apply(?MODULE, add, [3, 4]), ?MODULE:add(5, 6)]]),
    io:format("~p~n", [erlang:apply(lists, max, [[1, 3, 2]])]),
    Args = [7, 8],
    F = fun add/2,
    io:format("~p~n", [apply(F, Args)]).
