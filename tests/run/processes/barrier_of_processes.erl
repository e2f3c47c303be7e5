-module(barrier_of_processes).
-export([main/0]).

main() ->
    Me = self(),
    Ps = [spawn(fun() -> Me ! {ready, self()}, receive go -> ok end, Me ! {passed, N} end) || N <- lists:seq(1, 50)],
    [receive {ready, P} -> ok end || P <- Ps],
    io:format("~p~n", [receive {passed, _} -> early after 0 -> all_wait end]),
    [P ! go || P <- Ps],
    io:format("~p~n", [lists:sum([receive {passed, N} -> N end || _ <- Ps])]).
