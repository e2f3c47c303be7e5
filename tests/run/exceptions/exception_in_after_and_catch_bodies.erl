-module(exception_in_after_and_catch_bodies).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> try throw(a) catch throw:a -> error(b) after put(ran, yes) end end)]),
    io:format("~p~n", [get(ran)]),
    io:format("~p~n", [caught(fun() -> try id(ok) after exit(from_after) end end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
