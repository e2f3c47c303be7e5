-module(persistent_terms).
-export([main/0]).

main() ->
    io:format("~p~n", [persistent_term:put({my, key}, #{a => [1]})]),
    io:format("~p ~p~n", [persistent_term:get({my, key}), persistent_term:get(absent, default)]),
    io:format("~p ~p~n", [persistent_term:erase({my, key}), persistent_term:erase({my, key})]),
    io:format("~p~n", [caught(fun() -> persistent_term:get(absent) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
