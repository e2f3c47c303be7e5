-module(badmatch).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> {ok, _} = id({error, 1}) end)]),
    io:format("~p~n", [caught(fun() -> [H | H] = id([1, 2]), H end)]),
    X = id(1),
    io:format("~p~n", [caught(fun() -> X = id(1.0) end)]),
    io:format("~p~n", [caught(fun() -> #{k := _} = id(#{}) end)]),
    io:format("~p~n", [caught(fun() -> <<1, _/binary>> = id(<<2, 3>>) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
