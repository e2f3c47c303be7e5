%% allow: warnings
-module(after_does_not_change_the_value).
-export([main/0]).

main() ->
    X = try 1 after 2 end,
    io:format("~p~n", [X]),
    io:format("~p~n", [caught(fun() -> try throw(lost) after error(wins) end end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
