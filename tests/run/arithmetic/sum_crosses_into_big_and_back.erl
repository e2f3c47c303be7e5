-module(sum_crosses_into_big_and_back).
-export([main/0]).

grow(0, X) -> X;
grow(N, X) -> grow(N - 1, X + (1 bsl 57)).
shrink(0, X) -> X;
shrink(N, X) -> shrink(N - 1, X - (1 bsl 57)).

main() ->
    Big = grow(100, 0),
    io:format("~p ~p~n", [Big, shrink(99, Big)]),
    io:format("~p ~p~n", [shrink(200, Big), shrink(100, Big) =:= 0]).
