-module(else_clause).
-feature(maybe_expr, enable).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> maybe ok ?= id(no) else yes -> 1 end end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
