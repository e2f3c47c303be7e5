-module(lazy_streams_of_funs).
-export([main/0]).

from(N) -> fun() -> [N | from(N + 1)] end.
take(0, _) -> [];
take(N, S) -> [H | T] = S(), [H | take(N - 1, T)].
filter(P, S) ->
    fun() -> [H | T] = S(), case P(H) of true -> [H | filter(P, T)]; false -> (filter(P, T))() end end.

main() -> io:format("~p~n", [take(5, filter(fun(X) -> X rem 7 =:= 3 end, from(1)))]).
