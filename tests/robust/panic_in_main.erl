%% The main process meets the fault: the run ends with status 1.
-module(panic_in_main).
-export([main/0]).

main() ->
    io:format("before~n"),
    erts_internal:panic(bif),
    io:format("after~n").
