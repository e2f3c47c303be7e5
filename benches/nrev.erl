%% List cells made and thrown away: naive reverse, N times a list of 300.
-module(nrev).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(700) end}.

run(N) -> repeat(N, lists:seq(1, 300), []).

repeat(0, _, Last) -> hd(Last);
repeat(N, List, _) -> repeat(N - 1, List, reverse(List)).

reverse([]) -> [];
reverse([H | T]) -> append(reverse(T), [H]).

append([], L) -> L;
append([H | T], L) -> [H | append(T, L)].
