%% Timers may be set for longer than a `receive` may wait, up to the end of the clock.
-module(timers_for_years).
-export([main/0]).

main() ->
    [show(Bits) || Bits <- [31, 32, 33, 40, 42, 48, 59, 60, 64, 70]],
    End = erlang:convert_time_unit(erlang:system_info(end_time), native, millisecond),
    Now = erlang:monotonic_time(millisecond),
    io:format("~p~n", [set(End - 1000, [{abs, true}])]),
    io:format("~p~n", [set(End + 1000, [{abs, true}])]),
    io:format("~p~n", [set(End - Now - 60000, [])]),
    io:format("~p~n", [set(End - Now + 60000, [])]),
    Ref = erlang:start_timer(1 bsl 40, self(), far),
    Left = erlang:read_timer(Ref),
    io:format("~p~n", [Left > (1 bsl 40) - 60000 andalso Left =< 1 bsl 40]),
    io:format("~p~n", [is_integer(erlang:cancel_timer(Ref))]),
    receive Any -> io:format("~p~n", [Any]) after 10 -> io:format("nothing~n") end.

show(Bits) -> io:format("~p: ~p~n", [Bits, set(1 bsl Bits, [])]).

set(Time, Options) ->
    try erlang:cancel_timer(erlang:send_after(Time, self(), late, Options)) of
        Left -> is_integer(Left)
    catch
        Class:Reason -> {Class, Reason}
    end.
