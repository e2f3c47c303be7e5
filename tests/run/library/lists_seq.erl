-module(lists_seq).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [lists:seq(1, 5), lists:seq(1, 10, 3), lists:seq(5, 1, -2)]),
    io:format("~p ~p ~p~n", [lists:seq(1, 0), lists:seq(2, 1, 1), lists:seq(3, 3, 0)]),
    io:format("~p~n", [caught(fun() -> lists:seq(5, id(1)) end)]),
    io:format("~p~n", [caught(fun() -> lists:seq(1, id(5), -1) end)]),
    io:format("~p~n", [caught(fun() -> lists:seq(1, id(5), 0) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
