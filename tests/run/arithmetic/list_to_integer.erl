-module(list_to_integer).
-export([main/0]).

main() ->
    io:format("~p~n", [[list_to_integer(S) || S <- ["0", "-0", "+12", "-34", "007", "123456789012345678901234567890"]]]),
    [io:format("~p ~p~n", [S, caught(fun() -> list_to_integer(S) end)]) || S <- ["", "-", "1.0", " 1", "1 ", "1_000", "0x1"]],
    io:format("~p~n", [[binary_to_integer(B) || B <- [<<"12">>, <<"-7">>]]]),
    io:format("~p~n", [[string:to_integer(S) || S <- ["12abc", "abc", "-3", "+4 5", ""]]]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
