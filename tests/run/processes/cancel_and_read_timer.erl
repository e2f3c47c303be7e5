-module(cancel_and_read_timer).
-export([main/0]).

main() ->
    R = erlang:send_after(10000, self(), never),
    Left = erlang:read_timer(R),
    io:format("~p~n", [Left > 5000 andalso Left =< 10000]),
    Left2 = erlang:cancel_timer(R),
    io:format("~p ~p~n", [is_integer(Left2), erlang:cancel_timer(R)]),
    io:format("~p~n", [erlang:read_timer(R)]),
    R2 = erlang:send_after(10000, self(), never),
    io:format("~p~n", [erlang:cancel_timer(R2, [{info, false}])]),
    R3 = erlang:send_after(10000, self(), never),
    io:format("~p~n", [erlang:cancel_timer(R3, [{async, true}])]),
    receive {cancel_timer, R3, T} -> io:format("~p~n", [is_integer(T)]) end.
