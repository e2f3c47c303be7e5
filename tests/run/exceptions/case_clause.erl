-module(case_clause).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> case id({a, 1}) of {b, _} -> ok; [] -> ok end end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
