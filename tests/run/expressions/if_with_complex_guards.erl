-module(if_with_complex_guards).
-export([main/0]).

f(X, Y) ->
    if
        is_list(X), length(X) > 1, hd(X) == Y -> starts;
        is_tuple(X) andalso tuple_size(X) =:= Y; X =:= Y -> same;
        not is_atom(X), not (Y > 3) -> small;
        true -> none
    end.

main() -> io:format("~p~n", [[f("ab", $a), f({1, 2}, 2), f(x, x), f(5, 1), f(a, b)]]).
