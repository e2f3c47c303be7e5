%% What dict, gb_trees, gb_sets and sofs say of arguments that are none of theirs; which of two wrong ones comes first.
-module(structures_given_other_terms).
-export([main/0]).

main() ->
    Dict = dict:from_list([{a, 1}]),
    show("dict", [fun() -> dict:fold(x, 0, none) end, fun() -> dict:fold(x, 0, Dict) end,
                  fun() -> dict:map(x, none) end, fun() -> dict:filter(x, none) end,
                  fun() -> dict:update(a, x, Dict) end, fun() -> dict:update(b, x, 0, Dict) end,
                  fun() -> dict:update(a, x, 0, none) end,
                  fun() -> dict:merge(x, none, nothing) end, fun() -> dict:merge(x, none, dict:new()) end,
                  fun() -> dict:merge(x, none, Dict) end]),
    Set = gb_sets:from_list([1, 2]),
    show("gb", [fun() -> gb_trees:from_orddict([a]) end, fun() -> gb_trees:from_orddict([{a, 1}, b]) end,
                fun() -> gb_sets:difference(Set, {a, nil}) end, fun() -> gb_sets:subtract(Set, {a, 1}) end,
                fun() -> gb_sets:difference(Set, a) end, fun() -> gb_sets:fold(fun(_, _) -> 0 end, 7, {a, 1}) end]),
    show("sofs", [fun() -> sofs:from_sets({a, sofs:set([b])}) end, fun() -> sofs:from_sets({}) end]).

show(Name, Funs) -> io:format("~s~n", [Name]), [io:format("  ~0p~n", [outcome(Fun)]) || Fun <- Funs].

outcome(Fun) ->
    try Fun() catch Class:Reason -> {Class, Reason} end.
