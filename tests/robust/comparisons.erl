%% Comparisons of large terms are work, and so are their hashes: who compares or looks for them again and again yields as
%% often as anybody else.
-module(comparisons).
-export([main/0]).

main() ->
    [io:format("~s: ~s~n", [What, charged(Make(), Make())])
     || {What, Make} <- [{"rows", fun() -> [{I, "text"} || I <- lists:seq(1, 50000)] end},
                         {"a tuple", fun() -> list_to_tuple([[I] || I <- lists:seq(1, 50000)]) end},
                         {"a map", fun() -> maps:from_list([{I, [I]} || I <- lists:seq(1, 50000)]) end},
                         {"a binary", fun() -> binary:copy(<<"text">>, 8000000) end}]].

charged(A, B) ->
    T = ets:new(t, []),
    ets:insert(T, {A}),
    Map = #{A => 1},
    Works = [fun() -> A =:= B end, fun() -> A == B end, fun() -> A < B end, fun() -> lists:member(B, [1, A]) end,
        fun() -> lists:keyfind(B, 1, [{1}, {A}]) end, fun() -> #{B := 1} = Map end, fun() -> Map#{B => 2} end,
        fun() -> maps:find(B, Map) end, fun() -> ets:lookup(T, B) end],
    lists:join(" ", [atom_to_list(costs(Work)) || Work <- Works]).

costs(Work) ->
    {reductions, Before} = process_info(self(), reductions),
    Work(),
    {reductions, After} = process_info(self(), reductions),
    After - Before > 5000.
