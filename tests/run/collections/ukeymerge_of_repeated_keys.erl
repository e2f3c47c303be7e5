%% What lists:ukeymerge/3 gives for lists in which keys are repeated, for all short ones with two or three keys.
-module(ukeymerge_of_repeated_keys).
-export([main/0]).

main() ->
    Lists = [lists:sort(Keys) || Length <- [0, 1, 2, 3], Keys <- keys(Length)],
    [io:format("~w ~w: ~w~n", [First, Second, merged(First, Second)])
     || First <- lists:usort(Lists), Second <- lists:usort(Lists)],
    io:format("~w~n", [lists:ukeymerge(1, [{1, a}, {1.0, b}, {2, c}], [{1.0, d}, {2.0, e}, {2, f}])]).

keys(0) -> [[]];
keys(Length) -> [[Key | Keys] || Key <- [1, 2, 3], Keys <- keys(Length - 1)].

merged(First, Second) ->
    Named = fun(Name, Keys) -> [{Key, {Name, I}} || {I, Key} <- lists:zip(lists:seq(1, length(Keys)), Keys)] end,
    [list_to_atom(lists:concat([Name, I])) || {_, {Name, I}} <- lists:ukeymerge(1, Named(a, First), Named(b, Second))].
