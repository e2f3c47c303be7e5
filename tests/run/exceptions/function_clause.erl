-module(function_clause).
-export([main/0]).

f(a) -> ok;
f(N) when is_integer(N), N > 10 -> big.

main() ->
    try f(id(b)) catch error:function_clause:S -> io:format("~p~n", [hd(frames(S))]) end,
    try (fun(x) -> y end)(id(z)) catch error:R:S2 -> io:format("~p ~p~n", [R, hd(frames(S2))]) end,
    io:format("~p~n", [caught(fun() -> f(3) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].

id(X) -> X.
