%% What is left to chance: who is first, random numbers, clocks, pids, hashes of references.
-module(races).
-export([main/0]).

main() ->
    Main = self(),
    Racers = [spawn(fun() -> race(N), Main ! {done, N} end) || N <- lists:seq(1, 8)],
    Order = [receive {done, N} -> N end || _ <- Racers],
    io:format("~w ~w~n", [Order, Racers]),
    io:format("~p ~p~n", [rand:uniform(1 bsl 60), erlang:monotonic_time()]),
    io:format("~p~n", [make_ref()]),
    io:format("~w~n", [maps:keys(maps:from_keys([list_to_atom(integer_to_list(N)) || N <- lists:seq(1, 40)], x))]).

race(N) -> [erlang:yield() || _ <- lists:seq(1, N rem 3)], lists:sort(lists:seq(1, 100)).
