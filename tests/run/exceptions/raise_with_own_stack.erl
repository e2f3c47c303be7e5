-module(raise_with_own_stack).
-export([main/0]).

main() ->
    Stack = [{m, f, 2, []}, {m, g, [a], [{file, "m.erl"}, {line, 7}]}],
    try erlang:raise(throw, x, Stack) catch C:R:S -> io:format("~p ~p ~p~n", [C, R, lists:sublist(S, 2)]) end,
    io:format("~p~n", [erlang:raise(id(bad_class), x, [])]),
    io:format("~p~n", [caught(fun() -> erlang:raise(exit, y, []) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
