-module(read_terms).
-export([main/0]).

main() ->
    io:format("~p~n", [io:read("")]),
    io:format("~p~n", [io:read("")]),
    {error, _} = io:read(""),
    io:format("~p~n", [io:read("")]),
    io:format("~p~n", [io:read("")]).
