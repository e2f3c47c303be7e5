-module(badarity).
-export([main/0]).

main() ->
    F = id(fun(X) -> X end),
    try F(1, 2) catch error:{badarity, {F, Args}} -> io:format("~p~n", [Args]) end,
    try F() catch error:{badarity, {F, Args2}} -> io:format("~p~n", [Args2]) end,
    io:format("~p~n", [caught(fun() -> lists:map(fun lists:map/2, [a]) end)]),
    io:format("~p~n", [caught(fun() -> apply(fun lists:reverse/1, [1, 2]) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
