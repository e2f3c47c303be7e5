%% OTP 29, erlang module, is_integer/3
-module(is_integer_in_a_range).
-export([main/0]).

main() ->
    io:format("~p~n", [[is_integer(X, 1, 10) || X <- [0, 1, 5, 10, 11, 5.0, a]]]),
    io:format("~p~n", [[digits(X) || X <- [-1, 0, 9, 10, 99, 100, x]]]),
    io:format("~p~n", [is_integer(1 bsl 70, 0, 1 bsl 80)]),
    io:format("~p~n", [is_integer(5, 10, 1)]).

digits(X) when is_integer(X, 0, 9) -> one_digit;
digits(X) when is_integer(X, 10, 99) -> two_digits;
digits(X) when is_integer(X) -> other_integer;
digits(_) -> no_integer.
