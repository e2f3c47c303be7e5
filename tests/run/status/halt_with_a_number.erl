%% status: 3
-module(halt_with_a_number).
-export([main/0]).

main() ->
    io:format("before~n"),
    halt(3),
    io:format("never~n").
