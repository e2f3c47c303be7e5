-module(ten_thousand_processes).
-export([main/0]).

main() ->
    Me = self(),
    Pids = [spawn(fun() -> receive go -> Me ! {self(), N} end end) || N <- lists:seq(1, 10000)],
    io:format("~p~n", [length(lists:usort(Pids))]),
    [P ! go || P <- Pids],
    io:format("~p~n", [lists:sum([receive {P, N} -> N end || P <- Pids])]).
