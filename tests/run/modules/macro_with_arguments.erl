-module(macro_with_arguments).
-export([main/0]).
-define(DOUBLE(X), (X * 2)).
-define(SWAP(A, B), {B, A}).
-define(CALL(F, Args), F Args).

main() ->
    io:format("~p~n", [?DOUBLE(1 + 2)]),
    io:format("~p~n", [?SWAP({a, b}, [c, d])]),
    io:format("~p~n", [?CALL(erlang:max, (3, 4))]).
