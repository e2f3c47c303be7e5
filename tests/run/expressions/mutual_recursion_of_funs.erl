-module(mutual_recursion_of_funs).
-export([main/0]).

main() ->
    Even = fun Even(0, _) -> true; Even(N, Odd) -> Odd(N - 1, Even) end,
    Odd = fun Odd(0, _) -> false; Odd(N, E) -> E(N - 1, Odd) end,
    io:format("~p ~p~n", [Even(1000, Odd), Odd(7, Even)]).
