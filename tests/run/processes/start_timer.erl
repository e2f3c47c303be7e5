-module(start_timer).
-export([main/0]).

main() ->
    R = erlang:start_timer(5, self(), tick),
    receive {timeout, R, M} -> io:format("~p~n", [M]) end,
    io:format("~p~n", [erlang:cancel_timer(R)]).
