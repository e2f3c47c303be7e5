-module(construction_errors).
-export([main/0]).

main() ->
    Bad = [fun() -> <<(id(a))>> end, fun() -> <<(id(1.5)):8>> end, fun() -> <<1:(id(-1))>> end, fun() -> <<(id("x"))/binary>> end,
           fun() -> <<(id(<<1:3>>))/binary>> end, fun() -> <<(id(<<1>>)):2/binary>> end, fun() -> <<1:(id(x))>> end,
           fun() -> <<(id(<<1, 2>>)):(id(17))/bits>> end],
    [io:format("~p~n", [caught(F)]) || F <- Bad].

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
