-module(ring_of_a_thousand).
-export([main/0]).

start(1, To) -> To;
start(N, To) -> start(N - 1, spawn(fun() -> forward(To) end)).
forward(To) -> receive stop -> To ! stop; N -> To ! N + 1, forward(To) end.

main() ->
    First = start(1000, self()),
    First ! 0,
    receive N -> io:format("~p~n", [N]) end,
    First ! stop,
    receive stop -> io:format("stopped~n") end.
