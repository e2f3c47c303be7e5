-module(other_processes_end_with_main).
-export([main/0]).

main() ->
    spawn(fun() -> receive after 200 -> io:format("never printed~n") end end),
    io:format("main is done~n").
