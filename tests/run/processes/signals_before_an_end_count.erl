%% What a process did to others before its end has been done once they know that it is not alive.
-module(signals_before_an_end_count).
-export([main/0]).

main() ->
    io:format("~p~n", [lists:usort([watched() || _ <- lists:seq(1, 300)])]),
    io:format("~p~n", [lists:usort([linked() || _ <- lists:seq(1, 300)])]).

%% It takes its monitor away, and ends.
watched() ->
    Me = self(),
    Pid = spawn(fun() ->
        Monitor = monitor(process, Me),
        Me ! {self(), watches},
        receive go -> ok end,
        erlang:demonitor(Monitor)
    end),
    receive {Pid, watches} -> ok end,
    {monitored_by, Before} = process_info(self(), monitored_by),
    Pid ! go,
    gone(Pid),
    {monitored_by, After} = process_info(self(), monitored_by),
    {lists:member(Pid, Before), lists:member(Pid, After)}.

linked() ->
    Me = self(),
    Pid = spawn_link(fun() -> receive go -> unlink(Me) end end),
    {links, Before} = process_info(self(), links),
    Pid ! go,
    gone(Pid),
    {links, After} = process_info(self(), links),
    {lists:member(Pid, Before), lists:member(Pid, After)}.

%% It is asked for after a while in which nothing was received.
gone(Pid) ->
    spin(3000),
    case is_process_alive(Pid) of
        true -> gone(Pid);
        false -> ok
    end.

spin(0) -> ok;
spin(N) -> spin(N - 1).
