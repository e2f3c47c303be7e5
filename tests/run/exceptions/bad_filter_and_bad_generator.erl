-module(bad_filter_and_bad_generator).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> [X || X <- [1, 2], id(maybe_not)] end)]),
    io:format("~p~n", [caught(fun() -> [X || <<X>> <= id([1])] end)]),
    io:format("~p~n", [caught(fun() -> << <<X>> || X <- id(<<1>>) >> end)]),
    io:format("~p~n", [caught(fun() -> << <<X>> || X <- id([256, a]) >> end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
