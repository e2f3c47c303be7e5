-module(maybe_with_else).
-feature(maybe_expr, enable).
-export([main/0]).

f(A) ->
    maybe
        {ok, X} ?= A,
        Y = X * 2,
        ok ?= check(Y),
        Y
    else
        {error, E} -> {failed, E};
        N when is_integer(N) -> {number, N}
    end.

check(Y) when Y < 10 -> ok;
check(Y) -> Y.

main() ->
    io:format("~p~n", [[f({ok, 1}), f({error, e}), f({ok, 9})]]),
    io:format("~p~n", [caught(fun() -> f(none) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
