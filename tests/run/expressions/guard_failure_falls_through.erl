-module(guard_failure_falls_through).
-export([main/0]).

f(X) when hd(X) =:= a -> head_a;
f(X) when X + 1 > 2; X =:= small -> number_or_small;
f(X) when element(1, X) =:= t -> t_tuple;
f(X) when map_get(k, X) -> k_true;
f(_) -> fell_through.

main() -> io:format("~p~n", [[f(X) || X <- [[a], [], 5, 0, small, {t}, {u}, {}, #{k => true}, #{k => 1}, #{}]]]).
