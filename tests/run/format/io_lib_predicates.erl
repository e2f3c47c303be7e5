-module(io_lib_predicates).
-export([main/0]).

main() ->
    io:format("~p~n", [[io_lib:char_list(X) || X <- ["abc", [1078], [-1], [a], "", atom]]]),
    io:format("~p~n", [[io_lib:printable_list(X) || X <- ["abc", [1078], [7], "\n", [128], atom]]]),
    io:format("~p~n", [[io_lib:deep_char_list(X) || X <- ["abc", ["a", ["b"]], [[a]], [<<"b">>]]]]),
    io:format("~p~n", [[io_lib:printable_unicode_list(X) || X <- ["abc", [1078], [16#D800]]]]),
    io:format("~p~n", [[io_lib:printable_latin1_list(X) || X <- ["abc", [1078], [200]]]]).
