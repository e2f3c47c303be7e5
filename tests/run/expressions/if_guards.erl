-module(if_guards).
-export([main/0]).

sign(X) ->
    if
        X < 0 -> -1;
        X > 0 -> 1;
        X == 0, is_integer(X); X == 0.0 -> 0;
        true -> not_a_number
    end.

main() -> io:format("~p~n", [[sign(X) || X <- [-5, 2.5, 0, 0.0]]]).
