%% Who asks again and again, without ever sleeping, sees time pass and timers run out.
-module(a_poll_ends_by_the_clock).
-export([main/0]).

main() ->
    Start = erlang:monotonic_time(millisecond),
    until(fun() -> erlang:monotonic_time(millisecond) - Start >= 20 end),
    io:format("the clock~n"),
    erlang:send_after(5, self(), late),
    until(fun() -> receive late -> true after 0 -> false end end),
    io:format("a message~n"),
    Timer = erlang:start_timer(5, self(), over),
    until(fun() -> erlang:read_timer(Timer) =:= false end),
    receive {timeout, Timer, over} -> io:format("a timer~n") end,
    Main = self(),
    spawn(fun() -> receive after 5 -> Main ! {slept, self()} end end),
    until(fun() -> receive {slept, _} -> true after 0 -> false end end),
    io:format("another process~n").

until(Fun) ->
    case Fun() of
        true -> ok;
        false -> until(Fun)
    end.
