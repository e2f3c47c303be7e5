-module(receive_in_nested_calls).
-export([main/0]).

ask(Q) ->
    self() ! {q, Q},
    receive {q, X} -> answer(X) end.
answer(X) ->
    receive {pending, Y} -> {X, Y} after 0 -> {X, none} end.

main() ->
    self() ! {pending, 1},
    io:format("~p ~p~n", [ask(a), ask(b)]).
