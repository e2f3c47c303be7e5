-module(permutations).
-export([main/0]).

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

main() ->
    io:format("~p~n", [perms([a, b, c])]),
    io:format("~p~n", [length(perms(lists:seq(1, 6)))]).
