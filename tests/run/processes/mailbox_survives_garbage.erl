%% deep
-module(mailbox_survives_garbage).
-export([main/0]).

main() ->
    [self() ! {N, lists:seq(1, N)} || N <- lists:seq(1, 200)],
    _ = [lists:seq(1, 1000) || _ <- lists:seq(1, 500)],
    true = garbage_collect(),
    io:format("~p~n", [lists:sum([receive {N, L} -> length(L) end || N <- lists:seq(200, 1, -1)])]).
