%% Patterns may be sums of floats, quotients and far shifts, alone and in segments of binaries.
-module(constant_floats_in_patterns).
-export([main/0]).

main() ->
    io:format("~p~n", [[number(X) || X <- [5.0, 5, 0.5, -1.5, 6.0e10, 2.5, none]]]),
    io:format("~p~n", [[segment(X) || X <- [<<5.0:32/float>>, <<0.25/float>>, <<(1 bsl 1023)/float>>, <<3.0/float>>, <<>>]]]),
    io:format("~p~n", [[X || X = 1.0 + 1 <- [2, 2.0, 3.0]]]).

number(2.0 + 3.0) -> sum;
number(1 / 2) -> half;
number(1 - 2.5) -> difference;
number(2.0e10 * 3) -> product;
number(-(-2.5)) -> negated;
number(_) -> other.

segment(<<(3.0 + 2.0):32/float>>) -> sum;
segment(<<(1 / 4)/float>>) -> quarter;
segment(<<(1 bsl 1023)/float>>) -> large;
segment(<<_:64/float>>) -> float;
segment(_) -> other.

