%% Runs each benchmark once to warm up and five times for the clock; prints
%% `name median_microseconds`, a line each.
%%
%%   erlc -o DIR benches/*.erl && erl -noshell -pa DIR -s harness -s init stop
%%   erlet benches/harness.erl [NAME…]
-module(harness).
-export([start/0, main/0, main/1]).

-define(RUNS, 5).

modules() ->
    [fib, tak, nrev, queens, trees, nbody, maps_update, sorting, bits_build, bits_parse, formatting,
     funs, exceptions, bigints, spawn_many, ring_messages, pingpong, processes, library, data, behaviours].

start() -> main().

main() -> main([]).

main([]) -> lists:foreach(fun measure/1, modules());
main(Names) -> lists:foreach(fun(Name) -> measure(list_to_atom(Name)) end, Names).

measure(processes) -> lists:foreach(fun measure_work/1, processes:benches());
measure(library) -> lists:foreach(fun measure_work/1, library:benches());
measure(behaviours) -> lists:foreach(fun measure_work/1, behaviours:benches());
measure(data) -> lists:foreach(fun measure_work/1, data:benches());
measure(Module) -> measure_work(Module:bench()).

measure_work({Name, Work}) ->
    {_, Expected} = run(Work),
    Times = [time(Work, Expected) || _ <- lists:seq(1, ?RUNS)],
    io:format("~p ~b~n", [Name, lists:nth(?RUNS div 2 + 1, lists:sort(Times))]).

time(Work, Expected) ->
    {Time, Expected} = run(Work),
    Time.

%% Each run in a process of its own, so that it starts with an empty heap and an empty mailbox.
run(Work) ->
    {_, Ref} = spawn_monitor(fun() ->
        Start = erlang:monotonic_time(microsecond),
        Result = Work(),
        Stop = erlang:monotonic_time(microsecond),
        exit({time, Stop - Start, Result})
    end),
    receive
        {'DOWN', Ref, process, _, {time, Time, Result}} -> {Time, Result}
    end.
