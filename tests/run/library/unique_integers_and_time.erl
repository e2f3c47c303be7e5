-module(unique_integers_and_time).
-export([main/0]).

main() ->
    A = erlang:unique_integer([monotonic]),
    B = erlang:unique_integer([monotonic]),
    io:format("~p ~p~n", [A < B, erlang:unique_integer([positive]) > 0]),
    T1 = erlang:monotonic_time(),
    T2 = erlang:monotonic_time(),
    io:format("~p ~p~n", [T1 =< T2, erlang:system_time(second) > 1600000000]),
    io:format("~p ~p~n", [erlang:convert_time_unit(2, second, millisecond), erlang:convert_time_unit(1999, microsecond, millisecond)]),
    {Mega, S, U} = erlang:timestamp(),
    io:format("~p~n", [is_integer(Mega) andalso S < 1000000 andalso U < 1000000]).
