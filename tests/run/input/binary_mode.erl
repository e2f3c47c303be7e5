-module(binary_mode).
-export([main/0]).

main() ->
    ok = io:setopts([binary]),
    io:format("~p~n", [io:get_line("")]),
    ok = io:setopts([list]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [lists:keyfind(encoding, 1, io:getopts())]).
