%% The value that did not match is long: the picture must stay short.
-module(crash_long_value).
-export([main/0]).

main() ->
    [First, Second] = lists:seq(1, 2000),
    io:format("~p ~p~n", [First, Second]).
