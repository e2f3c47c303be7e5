%% A line of the input that ends in CR LF ends in LF; other returns stay, and io:get_chars/2 gives all of them.
-module(lines_that_end_in_returns).
-export([main/0]).

main() ->
    io:format("~p~n", [[io:get_line("") || _ <- [1, 2, 3]]]),
    io:format("~p~n", [io:get_chars("", 3)]),
    io:format("~p~n", [file:read_line(standard_io)]),
    io:format("~p~n", [file:read_line(group_leader())]),
    io:format("~p~n", [file:read(group_leader(), 2)]),
    io:format("~p~n", [[io:get_line("") || _ <- [1, 2]]]).
