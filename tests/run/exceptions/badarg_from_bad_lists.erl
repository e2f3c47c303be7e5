-module(badarg_from_bad_lists).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> lists:reverse(id([1 | 2])) end)]),
    io:format("~p~n", [caught(fun() -> lists:member(x, id([a | b])) end)]),
    io:format("~p~n", [caught(fun() -> iolist_to_binary(id([1, 256])) end)]),
    io:format("~p~n", [caught(fun() -> list_to_binary(id([a])) end)]),
    io:format("~p~n", [caught(fun() -> lists:nth(id(3), [1, 2]) end)]),
    io:format("~p~n", [caught(fun() -> lists:last(id([])) end)]),
    io:format("~p~n", [caught(fun() -> lists:max(id([])) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
