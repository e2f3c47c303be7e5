-module(badkey_and_badmap).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> map_get(k, id(#{})) end)]),
    io:format("~p~n", [caught(fun() -> map_get(k, id([])) end)]),
    io:format("~p~n", [caught(fun() -> map_size(id(1)) end)]),
    io:format("~p~n", [caught(fun() -> maps:update(a, 1, id(#{})) end)]),
    io:format("~p~n", [caught(fun() -> maps:put(a, 1, id({})) end)]),
    io:format("~p~n", [caught(fun() -> (id(nil))#{a := 1} end)]),
    io:format("~p~n", [caught(fun() -> maps:keys(id("x")) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
