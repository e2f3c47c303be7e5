-module(case_matches_in_order).
-export([main/0]).

f(X) ->
    case X of
        0 -> zero;
        N when N > 0, is_integer(N) -> positive;
        N when is_float(N); is_integer(N) -> other_number;
        [_ | _] = L -> {list, L};
        {a, Y} -> Y;
        _ -> none
    end.

main() -> io:format("~p~n", [[f(X) || X <- [0, 3, -3, 1.5, "ab", {a, b}, {c, d}, []]]]).
