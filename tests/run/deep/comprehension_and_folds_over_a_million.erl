%% deep
-module(comprehension_and_folds_over_a_million).
-export([main/0]).

main() ->
    L = [X * 2 || X <- lists:seq(1, 1000000), X rem 2 =:= 0],
    io:format("~p ~p~n", [length(L), lists:foldr(fun(X, A) -> X + A end, 0, L)]),
    io:format("~p~n", [length(lists:map(fun(X) -> [X] end, L))]),
    io:format("~p~n", [length(lists:sort(fun(A, B) -> A >= B end, L))]).
