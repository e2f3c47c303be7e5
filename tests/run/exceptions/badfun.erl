-module(badfun).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> (id(not_a_fun))(1) end)]),
    io:format("~p~n", [caught(fun() -> (id({lists, map}))() end)]),
    io:format("~p~n", [caught(fun() -> apply(id(3), [1]) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
