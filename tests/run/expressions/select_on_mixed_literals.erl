-module(select_on_mixed_literals).
-export([main/0]).

f(0) -> zero; f(1) -> one; f(100000000000000000000) -> huge; f(-5) -> minus; f(1.0) -> float_one;
f("abc") -> string; f(<<"abc">>) -> binary; f(a) -> atom; f([]) -> nil; f({}) -> empty; f({a, 1}) -> pair; f(#{}) -> map;
f(_) -> other.

main() ->
    io:format("~p~n", [[f(X) || X <- [0, 1, 100000000000000000000, -5, 1.0, "abc", <<"abc">>, a, [], {}, {a, 1}, {a, 2}, #{x => 1}, 2, 0.0]]]).
