-module(evaluation_order).
-export([main/0]).

say(X) -> io:format("~p ", [X]), X.

f(A, B, C) -> {A, B, C}.

main() ->
    io:format("~p~n", [f(say(1), say(2), say(3))]),
    io:format("~p~n", [{say(a), [say(b) | say(c)]}]),
    io:format("~p~n", [say(1) + say(2) * say(3)]),
    io:format("~p~n", [#{say(k1) => say(v1), say(k2) => say(v2)}]).
