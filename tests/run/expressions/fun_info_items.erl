-module(fun_info_items).
-export([main/0]).

main() ->
    N = 5,
    F = fun(X) -> X + N end,
    io:format("~p~n", [[erlang:fun_info(F, I) || I <- [arity, module, type, env]]]),
    io:format("~p~n", [erlang:fun_info(F, name)]),
    io:format("~p~n", [[erlang:fun_info(fun lists:map/2, I) || I <- [arity, module, name, type, env]]]).
