-module(functions_differ_by_arity).
-export([main/0]).

f() -> f(1).
f(A) -> f(A, 2).
f(A, B) -> f(A, B, 3).
f(A, B, C) -> [A, B, C].

main() -> io:format("~p ~p ~p~n", [f(), f(x), f(x, y)]).
