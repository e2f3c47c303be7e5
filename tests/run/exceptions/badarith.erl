-module(badarith).
-export([main/0]).

main() ->
    Try = fun(F) -> io:format("~p~n", [caught(F)]) end,
    Try(fun() -> 1 / id(0) end),
    Try(fun() -> 1 div id(0) end),
    Try(fun() -> 1 rem id(0) end),
    Try(fun() -> id(a) + 1 end),
    Try(fun() -> -id("x") end),
    Try(fun() -> id(1.0) band 1 end),
    Try(fun() -> id(1.0) div 1 end),
    Try(fun() -> 1 bsl id(1.5) end),
    Try(fun() -> 1.0e308 * id(10) end),
    Try(fun() -> 1 / id(0.0) end).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
