-module(parallel_sum_by_messages).
-export([main/0]).

main() ->
    Me = self(),
    Parts = [lists:seq(N, N + 999) || N <- lists:seq(1, 10000, 1000)],
    Pids = [spawn_link(fun() -> Me ! {self(), lists:sum(P)} end) || P <- Parts],
    io:format("~p~n", [lists:sum([receive {P, S} -> S end || P <- Pids])]).
