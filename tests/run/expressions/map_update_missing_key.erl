-module(map_update_missing_key).
-export([main/0]).

main() ->
    M = id(#{a => 1}),
    io:format("~p~n", [M#{a := 2}]),
    io:format("~p~n", [caught(fun() -> M#{b := 2} end)]),
    io:format("~p~n", [caught(fun() -> (id(x))#{b => 2} end)]),
    io:format("~p~n", [caught(fun() -> maps:get(z, M) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
