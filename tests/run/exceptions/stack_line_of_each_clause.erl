-module(stack_line_of_each_clause).
-export([main/0]).

f(1) ->
    error(one);
f(2) ->
    X = id(2),
    X + error(two);
f(X) ->
    {X,
     error(three)}.

main() ->
    [try f(N) catch error:R:S -> io:format("~p ~p~n", [R, frames(S)]) end || N <- [1, 2, 3]].

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].

id(X) -> X.
