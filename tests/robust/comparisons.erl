%% Comparisons of large terms are work: who compares them again and again yields as often as anybody else.
-module(comparisons).
-export([main/0]).

main() ->
    [io:format("~s: ~s~n", [What, charged(Make(), Make())])
     || {What, Make} <- [{"rows", fun() -> [{I, "text"} || I <- lists:seq(1, 50000)] end},
                         {"a tuple", fun() -> list_to_tuple([[I] || I <- lists:seq(1, 50000)]) end},
                         {"a map", fun() -> maps:from_list([{I, [I]} || I <- lists:seq(1, 50000)]) end},
                         {"a binary", fun() -> binary:copy(<<"text">>, 8000000) end}]].

charged(A, B) ->
    lists:join(" ", [atom_to_list(costs(Compare)) || Compare <- [fun() -> A =:= B end, fun() -> A == B end, fun() -> A < B end]]).

costs(Compare) ->
    {reductions, Before} = process_info(self(), reductions),
    Compare(),
    {reductions, After} = process_info(self(), reductions),
    After - Before > 5000.
