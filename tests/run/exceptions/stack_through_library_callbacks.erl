-module(stack_through_library_callbacks).
-export([main/0]).

main() ->
    try lists:map(fun(X) -> 1 div X end, [1, 0]) catch _:_:S1 -> io:format("~p~n", [frames(S1)]) end,
    try lists:foldl(fun(X, A) -> X + A end, 0, [1, a]) catch _:_:S2 -> io:format("~p~n", [frames(S2)]) end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].
