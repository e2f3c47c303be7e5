-module(s_with_latin1_and_wide_characters).
-export([main/0]).

main() ->
    io:format("~s~n", ["åäö"]),
    io:format("~p~n", [caught(fun() -> io_lib:format("~s", ["ж"]) end)]),
    io:format("~p~n", [lists:flatten(io_lib:format("~ts", ["ж"]))]),
    io:format("~p~n", [lists:flatten(io_lib:format("~p", ["ж"]))]),
    io:format("~p~n", [lists:flatten(io_lib:format("~tp", ["ж"]))]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
