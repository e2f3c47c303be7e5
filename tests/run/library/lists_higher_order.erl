-module(lists_higher_order).
-export([main/0]).

main() ->
    L = [1, 2, 3, 4],
    io:format("~p ~p~n", [lists:map(fun(X) -> X * X end, L), lists:filter(fun(X) -> X > 2 end, L)]),
    io:format("~p ~p~n", [lists:foldl(fun(X, A) -> [X | A] end, [], L), lists:foldr(fun(X, A) -> [X | A] end, [], L)]),
    io:format("~p ~p~n", [lists:all(fun is_integer/1, L), lists:any(fun(X) -> X > 9 end, L)]),
    io:format("~p~n", [lists:filtermap(fun(X) when X rem 2 =:= 0 -> {true, X * 10}; (3) -> true; (_) -> false end, L)]),
    io:format("~p~n", [lists:flatmap(fun(X) -> lists:duplicate(X, X) end, L)]),
    io:format("~p ~p~n", [lists:mapfoldl(fun(X, A) -> {X * 2, A + X} end, 0, L), lists:mapfoldr(fun(X, A) -> {{X, A}, X} end, z, L)]),
    io:format("~p~n", [lists:foreach(fun(X) -> io:format("~p,", [X]) end, L)]),
    io:format("~p ~p~n", [lists:search(fun(X) -> X > 2 end, L), lists:search(fun(X) -> X > 4 end, L)]).
