-module(stack_names_of_funs).
-export([main/0]).

main() ->
    F = fun(X) -> 1 / X end,
    try F(id(0)) catch _:_:S1 -> io:format("~p~n", [frames(S1)]) end,
    G = fun Name(0) -> error(zero); Name(N) -> Name(N - 1) + 1 end,
    try G(2) catch _:_:S2 -> io:format("~p~n", [frames(S2)]) end,
    H = fun(N) -> (fun(M) -> N / M end)(id(0)) + 1 end,
    try H(1) catch _:_:S3 -> io:format("~p~n", [frames(S3)]) end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].

id(X) -> X.
