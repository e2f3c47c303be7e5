%% A list of numbers as seed is read from the front: what is no integer, and what is too much, is told where it stands.
-module(seeds_that_are_no_numbers).
-export([main/0]).

main() ->
    [io:format("~w ~w: ~0p~n", [Algorithm, Seed, seeded(fun() -> rand:export_seed_s(rand:seed_s(Algorithm, Seed)) end)])
     || Algorithm <- [exsss, exsp, exrop, exro928ss, exs1024s, exs64],
        Seed <- [[a], [1 | 2], [1 | a], [1, a, b], [0], [0, 0], lists:seq(1, 17)]],
    [io:format("~w: ~0p~n", [Seed, seeded(fun() -> rand:exro928_seed(Seed) end)]) || Seed <- [[a], [1 | 2], [-1], a, {}]].

seeded(Fun) ->
    try Fun()
    catch error:Reason -> Reason
    end.
