-module(empty_input).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [io:get_line(""), io:get_chars("", 1), io:fread("", "~d")]).
