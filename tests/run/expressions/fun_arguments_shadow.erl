%% allow: warnings
-module(fun_arguments_shadow).
-export([main/0]).

main() ->
    X = 1,
    F = fun(X) -> X * 10 end,
    io:format("~p ~p~n", [F(5), X]),
    G = fun(Y) -> case Y of X -> same; _ -> different end end,
    io:format("~p ~p~n", [G(1), G(2)]).
