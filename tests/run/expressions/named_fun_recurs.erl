-module(named_fun_recurs).
-export([main/0]).

main() ->
    Fact = fun F(0) -> 1; F(N) -> N * F(N - 1) end,
    io:format("~p~n", [Fact(20)]),
    Fib = fun Fib(N) when N < 2 -> N; Fib(N) -> Fib(N - 1) + Fib(N - 2) end,
    io:format("~p~n", [[Fib(N) || N <- lists:seq(0, 10)]]),
    io:format("~p~n", [(fun Loop([], Acc) -> Acc; Loop([H | T], Acc) -> Loop(T, [H | Acc]) end)("abc", "")]).
