-module(stack_of_nested_calls).
-export([main/0]).

a(X) -> b(X) + 1.
b(X) -> c(X) * 2.
c(X) -> 10 div X.

main() ->
    try a(id(0)) catch error:badarith:S -> io:format("~p~n", [frames(S)]) end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].

id(X) -> X.
