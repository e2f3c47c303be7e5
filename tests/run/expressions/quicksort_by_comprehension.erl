-module(quicksort_by_comprehension).
-export([main/0]).

sort([]) -> [];
sort([P | T]) -> sort([X || X <- T, X < P]) ++ [P] ++ sort([X || X <- T, X >= P]).

main() -> io:format("~p~n", [sort([3, 1, 4, 1, 5, 9, 2, 6])]).
