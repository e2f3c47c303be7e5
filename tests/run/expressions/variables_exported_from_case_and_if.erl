-module(variables_exported_from_case_and_if).
-export([main/0]).

f(X) ->
    if X > 0 -> S = positive, N = X; true -> S = other, N = -X end,
    case S of positive -> R = {p, N}; other -> R = {o, N} end,
    R.

main() -> io:format("~p~n", [[f(5), f(-5)]]).
