-module(andalso_orelse_short_circuit).
-export([main/0]).

say(X, R) -> io:format("~p ", [X]), R.

main() ->
    io:format("~p~n", [say(a, true) andalso say(b, false)]),
    io:format("~p~n", [say(a, false) andalso say(b, true)]),
    io:format("~p~n", [say(a, true) orelse say(b, false)]),
    io:format("~p~n", [say(a, false) orelse say(b, last)]),
    io:format("~p~n", [say(a, true) andalso say(b, not_boolean)]),
    io:format("~p~n", [say(a, false) orelse say(b, true) andalso say(c, true)]).
