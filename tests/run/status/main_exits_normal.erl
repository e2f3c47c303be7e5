-module(main_exits_normal).
-export([main/0]).

main() ->
    io:format("a~n"),
    exit(normal).
