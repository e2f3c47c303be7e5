-module(record_tests_in_guards).
-export([main/0]).
-record(a, {x}).
-record(b, {x, y}).

kind(R) when is_record(R, a) -> a;
kind(R) when is_record(R, b, 3) -> b;
kind(_) -> neither.

main() ->
    io:format("~p~n", [[kind(T) || T <- [#a{}, #b{}, {a, 1}, {a}, {b, 1}, x, {c, 2}]]]),
    io:format("~p~n", [[is_record({a, 1, 2}, a), is_record({a, 1, 2}, a, 3), is_record(id(#a{}), a)]]).

id(X) -> X.
