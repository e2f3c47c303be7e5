%% A fun of one argument is called with two.
-module(crash_badarity).
-export([main/0]).

main() ->
    io:format("~p~n", [twice(fun(X) -> X * 2 end, 5)]).

twice(F, X) -> F(F(X, X), X).
