-module(guard_or_is_strict_on_failure).
-export([main/0]).

f(X) when (hd(X) =:= a) or is_tuple(X) -> first;
f(X) when hd(X) =:= a; is_tuple(X) -> second;
f(_) -> third.

main() -> io:format("~p~n", [[f(X) || X <- [[a], {t}, 1]]]).
