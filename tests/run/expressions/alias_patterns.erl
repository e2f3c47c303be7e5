-module(alias_patterns).
-export([main/0]).

f({A, _} = T) -> {A, T};
f([H | _] = [_, B | _] = L) -> {H, B, L};
f(#{k := V} = M) -> {V, map_size(M)};
f(<<X, _/binary>> = B) -> {X, byte_size(B)}.

main() -> io:format("~p~n", [[f({1, 2}), f([1, 2, 3]), f(#{k => v, l => w}), f(<<"abc">>)]]).
