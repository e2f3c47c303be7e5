-module(fread_mixed_fields).
-export([main/0]).

main() ->
    io:format("~p~n", [io:fread("", "~s ~d ~f")]),
    io:format("~p~n", [io:fread("", "~a ~16u")]),
    io:format("~p~n", [io:fread("", "~d")]),
    io:format("~p~n", [io:get_line("")]).
