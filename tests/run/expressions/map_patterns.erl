-module(map_patterns).
-export([main/0]).

f(#{type := circle, r := R}) -> {circle, R};
f(#{type := T} = M) when map_size(M) > 1 -> {many, T};
f(#{type := T}) -> {one, T};
f(#{}) -> some_map;
f(_) -> not_a_map.

main() ->
    io:format("~p~n", [[f(M) || M <- [#{type => circle, r => 2}, #{type => x, y => 1}, #{type => x}, #{}, []]]]).
