-module(stack_args_of_guard_failures).
-export([main/0]).

area({sq, X}) when X > 0 -> X * X;
area({rect, X, Y}) -> X * Y.

main() ->
    [try area(S) catch error:R:St -> io:format("~p ~p~n", [R, hd(frames(St))]) end || S <- [{sq, -1}, {circle, 2}, []]].

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].
