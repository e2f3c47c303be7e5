-module(y_combinator).
-export([main/0]).

main() ->
    Y = fun(F) -> G = fun(X) -> F(fun(A) -> (X(X))(A) end) end, G(G) end,
    Fact = Y(fun(Self) -> fun(0) -> 1; (N) -> N * Self(N - 1) end end),
    io:format("~p~n", [Fact(10)]).
