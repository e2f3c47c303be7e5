-module(main_exits_shutdown).
-export([main/0]).

main() ->
    io:format("a~n"),
    exit(shutdown).
