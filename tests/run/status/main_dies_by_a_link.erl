%% status: 1
-module(main_dies_by_a_link).
-export([main/0]).

main() ->
    io:format("a~n"),
    spawn_link(fun() -> exit(linked) end),
    receive never -> ok end.
