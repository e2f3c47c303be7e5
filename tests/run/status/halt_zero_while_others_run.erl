-module(halt_zero_while_others_run).
-export([main/0]).

main() ->
    spawn(fun Loop() -> receive after 10 -> Loop() end end),
    io:format("out~n"),
    halt(0).
