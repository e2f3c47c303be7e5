-module(main_exits_shutdown_tuple).
-export([main/0]).

main() ->
    io:format("a~n"),
    exit({shutdown, reason}).
