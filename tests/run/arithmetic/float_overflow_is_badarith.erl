-module(float_overflow_is_badarith).
-export([main/0]).

main() ->
    Max = id(1.7976931348623157e308),
    io:format("~p~n", [caught(fun() -> Max * 2 end)]),
    io:format("~p~n", [caught(fun() -> Max + Max end)]),
    io:format("~p~n", [caught(fun() -> -Max - Max end)]),
    io:format("~p~n", [caught(fun() -> Max / 0.1 end)]),
    io:format("~p~n", [caught(fun() -> float(1 bsl id(1024)) end)]),
    io:format("~p~n", [caught(fun() -> (1 bsl id(1100)) * 1.0 end)]),
    io:format("~p~n", [caught(fun() -> (1 bsl id(1100)) / 2 end)]),
    io:format("~p~n", [[id(5.0e-324) / 2, id(1.0e-300) * 1.0e-300, Max / 1.0e10]]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
