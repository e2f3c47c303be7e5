%% The type tests of long ago stand for is_list/1 and so on where they are whole tests of a guard.
%% allow: warnings
-module(old_type_tests).
-export([main/0]).
-record(r, {a}).

main() ->
    io:format("~p~n", [[kind(X) || X <- [[1], a, <<>>, 1.0, 2, fun() -> ok end, self(), make_ref(), #r{}, {}, #{}]]]),
    io:format("~p~n", [[both(X) || X <- [1, 2.5, a]]]).

kind(V) when list(V) -> list;
kind(V) when atom(V) -> atom;
kind(V) when binary(V) -> binary;
kind(V) when float(V) -> float;
kind(V) when integer(V) -> integer;
kind(V) when function(V) -> function;
kind(V) when pid(V) -> pid;
kind(V) when reference(V) -> reference;
kind(V) when record(V, r) -> record;
kind(V) when port(V); tuple(V) -> tuple;
kind(_) -> other.

%% Inside an expression float/1 is the function.
both(V) when number(V), float(V) == V, V > 2 -> big;
both(V) when number(V) -> number;
both(_) -> other.
