%% The function does not exist: a near name should be shown.
-module(crash_undefined_function).
-export([main/0]).

main() ->
    Module = lists,
    io:format("~p~n", [Module:revers([1, 2, 3])]).
