-module(match_floats).
-export([main/0]).

main() ->
    <<A/float, B:32/float, C:16/float, D:32/float-little>> = id(<<1.5/float, 2.5:32/float, -0.25:16/float, 0.1:32/float-little>>),
    io:format("~p~n", [[A, B, C, D]]),
    Inf = id(<<16#7FF0000000000000:64>>),
    io:format("~p~n", [case Inf of <<F/float>> -> F; <<I:64>> -> {not_a_number, I} end]),
    NaN32 = id(<<16#7FC00000:32>>),
    io:format("~p~n", [case NaN32 of <<G:32/float>> -> G; _ -> no end]).

id(X) -> X.
