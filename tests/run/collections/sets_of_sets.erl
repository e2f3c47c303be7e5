-module(sets_of_sets).
-export([main/0]).

main() ->
    R = sofs:relation([{a, 1}, {b, 2}, {b, 3}, {c, 3}]),
    S = sofs:relation([{1, x}, {3, y}, {3, z}]),
    show(sofs:relative_product(R, S)),
    show(sofs:image(R, sofs:set([b]))),
    show(sofs:relation_to_family(R)),
    show(sofs:family_intersection(sofs:relation_to_family(R), sofs:family([{a, [1, 2]}, {b, [3]}]))),
    show(sofs:partition(1, R)),
    show(sofs:partition(sofs:from_term([[a, b, c], [b, c, d]]))),
    show(sofs:projection({external, fun({X, Y}) -> {Y, X} end}, R)),
    show(sofs:substitution(fun sofs:from_term/1, sofs:set([]))),
    show(sofs:join(R, 2, S, 1)),
    show(sofs:from_term([{[b, a], {c, []}}])),
    show(sofs:product(sofs:set([a, b]), sofs:from_term([[1], [2]]))),
    show(sofs:union(sofs:from_term([[a], [b, c]]))),
    [io:format("~p~n", [failure(F)]) || F <- [fun() -> sofs:from_term([a, {b}]) end,
                                               fun() -> sofs:union(R, sofs:set([a])) end,
                                               fun() -> sofs:a_function([{a, b}, {a, c}]) end]].

show(Set) -> io:format("~p of ~p~n", [sofs:to_external(Set), sofs:type(Set)]).

failure(F) ->
    try F() catch error:Reason -> Reason end.
