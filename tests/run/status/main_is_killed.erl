%% status: 1
-module(main_is_killed).
-export([main/0]).

main() ->
    io:format("a~n"),
    exit(self(), kill),
    receive never -> ok end.
