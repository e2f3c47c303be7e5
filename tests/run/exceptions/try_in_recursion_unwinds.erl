-module(try_in_recursion_unwinds).
-export([main/0]).

f(0) -> throw(bottom);
f(N) -> try f(N - 1) after put(count, case get(count) of undefined -> 1; C -> C + 1 end) end.

main() ->
    io:format("~p ", [caught(fun() -> f(1000) end)]),
    io:format("~p~n", [get(count)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
