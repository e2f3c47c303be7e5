-module(string_escapes_print).
-export([main/0]).

main() ->
    io:format("~p~n", ["a\nb\tc\"d\\e\e\b\d\f\r\v\0"]),
    io:format("~p~n", ["a\nb\tc\"d\\e\e\b\f\r\v"]),
    io:format("~p ~p~n", ["\177", "\377"]),
    io:format("~w~n", ["a\n"]).
