-module(case_on_bound_variable_compares).
-export([main/0]).

f(X, L) ->
    case L of
        [X | _] -> first;
        [_, X | _] -> second;
        [Y, Y] -> {pair, Y};
        _ -> no
    end.

main() -> io:format("~p~n", [[f(1, L) || L <- [[1], [2, 1], [3, 3], [1.0], []]]]).
