-module(two_senders_keep_their_own_order).
-export([main/0]).

main() ->
    Me = self(),
    [spawn(fun() -> [Me ! {K, N} || N <- lists:seq(1, 100)] end) || K <- [a, b]],
    All = [receive M -> M end || _ <- lists:seq(1, 200)],
    [io:format("~p ~p~n", [K, [N || {L, N} <- All, L =:= K] =:= lists:seq(1, 100)]) || K <- [a, b]].
