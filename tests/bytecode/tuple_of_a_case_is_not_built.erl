-module(tuple_of_a_case_is_not_built).
-export([f/2]).
f(A, B) ->
    case {A, B} of
        {ok, ok} -> both;
        {ok, _} -> first;
        {_, X} -> X
    end.
