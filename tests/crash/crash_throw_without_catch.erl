%% A throw that nobody catches.
-module(crash_throw_without_catch).
-export([main/0]).

main() ->
    io:format("~p~n", [find(z, [a, b])]).

find(X, []) -> throw({not_found, X});
find(X, [X | _]) -> found;
find(X, [_ | Rest]) -> find(X, Rest).
