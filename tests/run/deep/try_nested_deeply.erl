%% deep
-module(try_nested_deeply).
-export([main/0]).

f(0) -> throw(bottom);
f(N) -> try f(N - 1) catch error:never -> ok end.

main() ->
    try f(200000) catch throw:X -> io:format("~p~n", [X]) end.
