-module(lists_sublists_and_splits).
-export([main/0]).

main() ->
    L = lists:seq(1, 8),
    io:format("~p ~p ~p ~p~n", [lists:sublist(L, 3), lists:sublist(L, 3, 2), lists:sublist(L, 20), lists:sublist(L, 9, 2)]),
    io:format("~p ~p~n", [lists:split(3, L), lists:splitwith(fun(X) -> X < 4 end, L)]),
    io:format("~p ~p~n", [lists:takewhile(fun(X) -> X < 3 end, L), lists:dropwhile(fun(X) -> X < 6 end, L)]),
    io:format("~p~n", [lists:partition(fun(X) -> X rem 2 =:= 0 end, L)]),
    io:format("~p ~p ~p~n", [lists:prefix("ab", "abc"), lists:suffix("bc", "abc"), lists:prefix("", "")]),
    io:format("~p~n", [caught(fun() -> lists:split(id(9), L) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
