-module(shared_subterms_are_equal).
-export([main/0]).

main() ->
    L = lists:seq(1, 3),
    T = {L, L, [L | L]},
    io:format("~p ~p~n", [T, element(1, T) =:= element(2, T)]),
    io:format("~p ~p~n", [tuple_size(T), T == {[1, 2, 3], [1, 2, 3], [[1, 2, 3], 1, 2, 3]}]).
