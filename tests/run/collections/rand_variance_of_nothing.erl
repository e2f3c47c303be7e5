%% rand:normal_s/3 wants a variance above 0; exro928_next/1 gives the two words of the state.
-module(rand_variance_of_nothing).
-export([main/0]).

main() ->
    State = rand:seed_s(exsss, 1),
    [io:format("~p ~p: ~p~n", [Mean, Variance, outcome(fun() -> element(1, rand:normal_s(Mean, Variance, State)) end)])
     || Mean <- [0, 1.5, a], Variance <- [0, 0.0, -1, 2, a]],
    {Words, Next} = rand:exro928_next(rand:exro928_seed([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53])),
    io:format("~w ~w~n", [Words, element(1, rand:exro928_next(Next))]),
    io:format("~w~n", [element(1, lists:mapfoldl(fun(_, S) -> rand:uniform_s(100, S) end, rand:seed_s(exro928ss, 7), lists:seq(1, 20)))]).

outcome(Fun) ->
    try Fun() catch Class:Reason -> {Class, Reason} end.
