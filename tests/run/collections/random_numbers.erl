%% allow: warnings
-module(random_numbers).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [random:seed0(), random:seed()]),
    io:format("~p~n", [[random:uniform(100) || _ <- lists:seq(1, 20)]]),
    io:format("~p~n", [random:uniform()]),
    io:format("~p~n", [random:seed(1, -2, 1 bsl 40)]),
    io:format("~p~n", [[random:uniform(6) || _ <- lists:seq(1, 10)]]),
    io:format("~p~n", [random:uniform_s(10, {1, 2, 3})]),
    io:format("~p~n", [random:uniform_s({1, 2, 3})]).
