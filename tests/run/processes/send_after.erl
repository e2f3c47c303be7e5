-module(send_after).
-export([main/0]).

main() ->
    erlang:send_after(20, self(), later),
    erlang:send_after(1, self(), sooner),
    erlang:send_after(0, self(), now),
    io:format("~p~n", [[receive X -> X end || _ <- [1, 2, 3]]]),
    register(named, self()),
    erlang:send_after(1, named, to_name),
    io:format("~p~n", [receive Y -> Y end]).
