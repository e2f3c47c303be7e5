%% Sorting an empty list, and one of one element, by a function.
-module(sorting_nothing_by_a_function).
-export([main/0]).

main() ->
    Order = fun(A, B) -> A >= B end,
    io:format("~p~n", [[{lists:sort(Order, List), lists:usort(Order, List)} || List <- [[], [a], [b, a, b, c]]]]),
    io:format("~p~n", [[failure(fun() -> lists:usort(F, List) end) || {F, List} <- [{a, []}, {a, [1]}, {Order, b}]]]),
    io:format("~p~n", [[failure(fun() -> lists:keysort(1, List) end) || List <- [b, [{a} | b], [{a}, {b} | c], [{a}, b]]]]).

failure(Fun) ->
    try Fun() catch error:Reason -> Reason end.
