-module(guard_orelse_andalso).
-export([main/0]).

f(X) when is_list(X) andalso hd(X) =:= 1 orelse X =:= [] -> list;
f(X) when is_atom(X) orelse X > 3 -> atom_or_big;
f(_) -> other.

main() -> io:format("~p~n", [[f(X) || X <- [[1], [], [2], a, 4, 3]]]).
