%% A number that is written in a segment of floats means a float; a variable's value is compared as it is.
-module(match_numbers_as_floats).
-export([main/0]).

main() ->
    io:format("~p~n", [[kind(<<F/float>>) || F <- [1.0, -2.0, 97.0, 98.5, 3.0]]]),
    io:format("~p~n", [kind(<<1.0:32/float, 2.0:32/float>>)]),
    io:format("~p~n", [[same(X, <<1.0/float>>) || X <- [1, 1.0]]]).

kind(<<1/float>>) -> one;
kind(<<-2:64/float>>) -> minus_two;
kind(<<$a/float>>) -> a;
kind(<<98.5/float>>) -> float;
kind(<<1:32/float, 2:32/float>>) -> one_two;
kind(_) -> other.

same(X, <<X/float>>) -> same;
same(_, _) -> other.
