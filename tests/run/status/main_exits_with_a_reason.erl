%% status: 1
-module(main_exits_with_a_reason).
-export([main/0]).

main() ->
    io:format("a~n"),
    exit(my_reason).
