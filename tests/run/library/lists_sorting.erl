-module(lists_sorting).
-export([main/0]).

main() ->
    L = [3, a, 1.0, "s", 1, {x}, b, 2],
    io:format("~p~n~p~n", [lists:sort(L), lists:usort(L ++ L)]),
    io:format("~p~n", [lists:sort(fun(A, B) -> A >= B end, [1, 3, 2, 3])]),
    io:format("~p~n", [lists:usort(fun(A, B) -> A >= B end, [1, 3, 2, 3])]),
    io:format("~p~n", [lists:sort([1, 1.0, 1, 1.0])]),
    io:format("~p~n", [lists:usort([1, 1.0, 1, 1.0])]),
    io:format("~p ~p~n", [lists:merge([1, 3], [2, 4]), lists:umerge([1, 3], [1, 4])]),
    io:format("~p ~p~n", [lists:merge([[1, 4], [2], [3]]), lists:merge3([1], [0], [2])]),
    io:format("~p ~p~n", [lists:merge(fun(A, B) -> A > B end, [3, 1], [4, 2]), lists:umerge([[1, 2], [2, 3]])]).
