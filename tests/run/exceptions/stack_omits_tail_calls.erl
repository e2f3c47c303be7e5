-module(stack_omits_tail_calls).
-export([main/0]).

a(X) -> b(X).
b(X) -> c(X).
c(X) -> X + [].

main() ->
    try a(id(0)) catch error:R:S -> io:format("~p ~p~n", [R, frames(S)]) end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].

id(X) -> X.
