-module(stack_names_of_comprehensions).
-export([main/0]).

f(L) -> [10 div X || X <- L].
g(L) -> << <<(10 div X)>> || X <- L >>.
h(B) -> [{Y, 1 / X} || <<X>> <= B, Y <- [1]].

main() ->
    try f([1, 0]) catch _:_:S1 -> io:format("~p~n", [frames(S1)]) end,
    try g([1, 0]) catch _:_:S2 -> io:format("~p~n", [frames(S2)]) end,
    try h(<<1, 0>>) catch _:_:S3 -> io:format("~p~n", [frames(S3)]) end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].
