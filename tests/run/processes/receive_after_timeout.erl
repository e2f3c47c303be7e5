-module(receive_after_timeout).
-export([main/0]).

main() ->
    io:format("~p~n", [receive x -> x after 10 -> timeout end]),
    self() ! y,
    io:format("~p~n", [receive x -> x after id(5) -> still_timeout end]),
    io:format("~p~n", [receive y -> got after infinity -> never end]),
    receive after 1 -> io:format("waited~n") end.

id(X) -> X.
