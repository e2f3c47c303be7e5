-module(record_default_is_evaluated_each_time).
-export([main/0]).
-record(r, {v = counter()}).

counter() ->
    N = case get(n) of undefined -> 1; Old -> Old + 1 end,
    put(n, N),
    N.

main() ->
    A = #r{},
    B = #r{},
    C = #r{v = fixed},
    io:format("~p ~p ~p ~p~n", [A, B, C, get(n)]).
