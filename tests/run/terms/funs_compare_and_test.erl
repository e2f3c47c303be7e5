-module(funs_compare_and_test).
-export([main/0]).

main() ->
    F = fun lists:map/2,
    io:format("~p ~w~n", [F, fun erlang:length/1]),
    io:format("~p~n", [F =:= fun lists:map/2]),
    io:format("~p~n", [[is_function(F, 2), is_function(F, 1), is_function(fun() -> 1 end, 0), is_function(x, 0)]]),
    G = fun(X) -> X end,
    io:format("~p ~p~n", [G =:= G, fun lists:map/2 == fun lists:filter/2]).
