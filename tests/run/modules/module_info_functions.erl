-module(module_info_functions).
-export([main/0]).

main() ->
    F = fun(X) -> X + 1 end,
    io:format("~p~n", [[helper(F(N)) || N <- [1, 2]]]),
    io:format("~p~n", [lists:member({helper, 1}, module_info(functions))]),
    io:format("~p~n", [lists:member({helper, 1}, module_info(exports))]).

helper(X) -> X * 10.
