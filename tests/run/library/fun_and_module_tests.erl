-module(fun_and_module_tests).
-export([main/0]).

main() ->
    io:format("~p~n", [[is_function(fun id/1), is_function(fun lists:map/2, 2), is_function(a)]]),
    io:format("~p~n", [[erlang:is_builtin(erlang, length, 1), erlang:is_builtin(lists, map, 2)]]),
    io:format("~p~n", [[erlang:function_exported(lists, map, 2), erlang:function_exported(lists, nope, 2)]]),
    io:format("~p~n", [erlang:make_fun(lists, reverse, 1) =:= fun lists:reverse/1]),
    io:format("~p~n", [[apply(F, [[3, 1, 2]]) || F <- [fun lists:sort/1, fun erlang:hd/1, fun id/1]]]).

id(X) -> X.
