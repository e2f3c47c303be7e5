%% deep
-module(body_recursion_a_million_deep).
-export([main/0]).

count(0) -> 0;
count(N) -> 1 + count(N - 1).

main() -> io:format("~p~n", [count(1000000)]).
