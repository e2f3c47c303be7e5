-module(deep_patterns).
-export([main/0]).

f({a, [{b, [X | _]}, #{c := {Y, _}} | Rest]}) when Rest =/= [] -> {X, Y, Rest};
f({a, [{b, [X]} | _]}) -> X;
f(_) -> no.

main() ->
    io:format("~p~n", [[f(T) || T <- [{a, [{b, [1, 2]}, #{c => {3, 4}}, 5]}, {a, [{b, [7]}, x]}, {a, []}]]]).
