-module(condition_is_a_jump).
-export([f/2, g/2]).
f(A, B) ->
    case A < B andalso is_list(A) of
        true -> yes;
        false -> no
    end.
g(A, B) when not (A =:= B), is_atom(A); B > 3 -> true;
g(_, _) -> false.
