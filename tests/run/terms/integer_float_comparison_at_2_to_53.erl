-module(integer_float_comparison_at_2_to_53).
-export([main/0]).

main() ->
    F = 9007199254740992.0,
    [io:format("~w: ~w~n", [I, [I == F, I < F, I > F, F == I, F < I]]) ||
        I <- [9007199254740991, 9007199254740992, 9007199254740993]],
    Big = 1 bsl 64,
    io:format("~w~n", [[id(Big) == 1.8446744073709552e19, id(Big + 1) == 1.8446744073709552e19,
                        id(Big - 1) < 1.8446744073709552e19, id(Big + 1) > 1.8446744073709552e19]]),
    io:format("~w~n", [lists:sort([9007199254740993, F, 9007199254740991])]).

id(X) -> X.
