-module(if_clause).
-export([main/0]).

main() ->
    X = id(5),
    io:format("~p~n", [caught(fun() -> if X > 5 -> big; X < 5 -> small end end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
