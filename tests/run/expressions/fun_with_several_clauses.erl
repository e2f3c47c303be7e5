-module(fun_with_several_clauses).
-export([main/0]).

main() ->
    F = fun(0) -> zero;
           (N) when N < 0 -> negative;
           ([_ | _]) -> list;
           (_) -> other
        end,
    io:format("~p~n", [lists:map(F, [0, -1, "x", 1, a])]).
