-module(badrecord).
-export([main/0]).
-record(r, {a}).
-record(s, {a}).

main() ->
    io:format("~p~n", [caught(fun() -> (id(x))#r.a end)]),
    io:format("~p~n", [caught(fun() -> (id(#s{a = 1}))#r.a end)]),
    io:format("~p~n", [caught(fun() -> (id({r}))#r{a = 2} end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
