-module(timeout_value).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> receive after id(-1) -> ok end end)]),
    io:format("~p~n", [caught(fun() -> receive after id(a) -> ok end end)]),
    io:format("~p~n", [caught(fun() -> receive after id(1.5) -> ok end end)]),
    io:format("~p~n", [caught(fun() -> receive after id(1 bsl 40) -> ok end end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
