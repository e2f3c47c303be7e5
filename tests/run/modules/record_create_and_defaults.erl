-module(record_create_and_defaults).
-export([main/0]).
-record(point, {x = 0, y = 0, label, tags = [] :: list()}).

main() ->
    io:format("~p~n", [#point{}]),
    io:format("~p~n", [#point{y = 2, x = 1}]),
    io:format("~p~n", [#point{_ = same}]),
    io:format("~p~n", [#point{x = 7, _ = '_'}]).
