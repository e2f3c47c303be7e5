-module(lists_deep_functions_on_bad_input).
-export([main/0]).

main() ->
    F = fun(G) -> io:format("~p~n", [caught(G)]) end,
    F(fun() -> lists:map(id(x), [1]) end),
    F(fun() -> lists:nth(id(0), [1]) end),
    F(fun() -> lists:sublist(id([1]), -1) end),
    F(fun() -> lists:sum(id([a])) end),
    F(fun() -> lists:keysort(id(3), [{1, 2}]) end),
    F(fun() -> lists:flatten(id(a)) end),
    F(fun() -> lists:duplicate(id(-1), x) end),
    F(fun() -> lists:sort(id([b | a])) end).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
