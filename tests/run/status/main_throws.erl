%% status: 1
-module(main_throws).
-export([main/0]).

main() ->
    io:format("a~n"),
    throw(my_throw).
