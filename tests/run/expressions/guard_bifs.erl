-module(guard_bifs).
-export([main/0]).

main() ->
    io:format("~p~n", [[name(X) || X <- [[1, 2], {1, 2, 3}, <<1, 2, 3:4>>, #{a => 1, b => 2}, 3.7, -3, x]]]).

name(X) when length(X) =:= 2, hd(X) =:= 1, tl(X) =:= [2] -> list;
name(X) when tuple_size(X) =:= 3, element(3, X) =:= 3, size(X) =:= 3 -> tuple;
name(X) when bit_size(X) =:= 20, byte_size(X) =:= 3, size(X) =:= 2 -> bits;
name(X) when map_size(X) =:= 2, is_map_key(a, X), map_get(b, X) =:= 2 -> map;
name(X) when round(X) =:= 4, trunc(X) =:= 3, floor(X) =:= 3, ceil(X) =:= 4, is_float(X) -> float;
name(X) when abs(X) =:= 3, float(X) =:= -3.0, is_integer(X) -> integer;
name(X) when node() =:= nonode@nohost, self() =/= X, is_atom(X) -> atom.
