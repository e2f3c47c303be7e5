-module(nested_funs_and_captures).
-export([main/0]).

main() ->
    A = 1,
    F = fun(B) ->
            G = fun(C) -> fun(D) -> {A, B, C, D} end end,
            (G(B + 1))(B + 2)
        end,
    io:format("~p~n", [F(10)]),
    Counter = fun Count(0) -> []; Count(N) -> [A + N | Count(N - 1)] end,
    io:format("~p~n", [Counter(3)]).
