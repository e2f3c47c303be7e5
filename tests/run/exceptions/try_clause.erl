-module(try_clause).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> try id(3) of 1 -> one; 2 -> two catch _:_ -> never end end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
