-module(fun_closure_captures).
-export([main/0]).

adder(N) -> fun(X) -> X + N end.

main() ->
    Add2 = adder(2),
    Add10 = adder(10),
    io:format("~p ~p~n", [Add2(1), Add10(1)]),
    Compose = fun(F, G) -> fun(X) -> F(G(X)) end end,
    io:format("~p~n", [(Compose(Add2, Add10))(0)]),
    io:format("~p~n", [[F(5) || F <- [adder(N) || N <- [1, 2, 3]]]]).
