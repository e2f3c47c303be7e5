-module(collatz).
-export([main/0]).

steps(1, N) -> N;
steps(X, N) when X band 1 =:= 0 -> steps(X bsr 1, N + 1);
steps(X, N) -> steps(3 * X + 1, N + 1).

main() ->
    io:format("~p~n", [[steps(N, 0) || N <- lists:seq(1, 30)]]),
    io:format("~p~n", [steps(1 bsl 100 - 1, 0)]).
