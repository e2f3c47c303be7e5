-module(build_floats).
-export([main/0]).

main() ->
    F = id(1.5),
    io:format("~p~n", [[<<F/float>>, <<F:64/float>>, <<F:32/float>>, <<F:16/float>>, <<F:32/float-little>>, <<F/little-float>>]]),
    io:format("~p~n", [[<<3:32/float>>, <<(id(7))/float>>, <<0.1:32/float>>, <<0.1:16/float>>]]),
    io:format("~p~n", [caught(fun() -> <<(id(1.0e300)):32/float>> end)]),
    io:format("~p~n", [caught(fun() -> <<(id(1.0e5)):16/float>> end)]),
    io:format("~p~n", [caught(fun() -> <<(id(a))/float>> end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
