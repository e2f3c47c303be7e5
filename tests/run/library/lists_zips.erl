-module(lists_zips).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [lists:zip([1, 2], [a, b]), lists:zip3([1], [a], ["x"])]),
    io:format("~p ~p~n", [lists:zipwith(fun(A, B) -> A + B end, [1, 2], [10, 20]), lists:zipwith3(fun(A, B, C) -> {C, B, A} end, [1], [2], [3])]),
    io:format("~p ~p~n", [lists:unzip([{1, a}, {2, b}]), lists:unzip3([{1, a, x}])]),
    io:format("~p~n", [caught(fun() -> lists:zip([1], id([])) end)]),
    io:format("~p ~p~n", [lists:enumerate([a, b]), lists:enumerate(0, "ab")]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
