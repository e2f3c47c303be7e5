%% process_info(Pid, current_stacktrace): each call once, with its line, of others and of oneself.
-module(stacktrace_of_a_waiting_process).
-export([main/0]).

main() ->
    {current_stacktrace, Own} = process_info(self(), current_stacktrace),
    show(Own),
    [show_waiting(Fun) || Fun <- [fun waits/0, fun waits_below/0, fun waits_with_a_timeout/0, fun waits_in_a_fun/0]],
    ok.

show_waiting(Fun) ->
    Pid = spawn(Fun),
    until_it_waits(Pid),
    {current_stacktrace, Trace} = process_info(Pid, current_stacktrace),
    show(Trace),
    {current_location, Place} = process_info(Pid, current_location),
    show([Place]),
    {current_function, Function} = process_info(Pid, current_function),
    io:format("~p~n", [Function]),
    Pid ! stop.

until_it_waits(Pid) ->
    case process_info(Pid, status) of
        {status, waiting} -> ok;
        _ ->
            erlang:yield(),
            until_it_waits(Pid)
    end.

show(Trace) ->
    io:format("~p~n", [[{Module, Name, Arity, proplists:get_value(line, Info)} || {Module, Name, Arity, Info} <- Trace]]).

waits() ->
    receive
        stop -> ok
    end.

waits_below() ->
    X = waits(),
    {below, X}.

waits_with_a_timeout() ->
    receive
        stop -> ok
    after 100000 -> late
    end.

waits_in_a_fun() ->
    Loop = fun Again(N) ->
                   receive
                       stop -> ok;
                       next -> Again(N + length(atom_to_list(node())))
                   end,
                   waits(),
                   N
           end,
    Loop(0) + 1.
