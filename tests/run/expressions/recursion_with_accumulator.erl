-module(recursion_with_accumulator).
-export([main/0]).

sum(L) -> sum(L, 0).
sum([], Acc) -> Acc;
sum([H | T], Acc) -> sum(T, H + Acc).

even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).

main() ->
    io:format("~p ~p ~p~n", [sum(lists:seq(1, 1000)), even(100000), odd(7)]).
