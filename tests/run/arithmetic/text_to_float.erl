-module(text_to_float).
-export([main/0]).

main() ->
    io:format("~p~n", [[list_to_float(S) || S <- ["1.0", "-0.5", "1.5e3", "1.0E-2", "+2.25", "123456789.123456789"]]]),
    [io:format("~p ~p~n", [S, caught(fun() -> list_to_float(S) end)]) || S <- ["1", "1.", ".5", "1e5", "x", "1.0e400", "1.0 "]],
    io:format("~p~n", [binary_to_float(<<"2.5">>)]),
    io:format("~p~n", [[string:to_float(S) || S <- ["1.5abc", "2", "x", "-1.0e2,"]]]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
