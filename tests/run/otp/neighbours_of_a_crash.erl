%% The neighbours that a crash report tells of: also processes that proc_lib did not start.
-module(neighbours_of_a_crash).
-export([main/0, member/1, log/2]).

main() ->
    logger:remove_handler(default),
    register(main, self()),
    ok = logger:add_handler(?MODULE, ?MODULE, #{}),
    crash(fun(Pid) -> spawn(?MODULE, member, [Pid]) end),
    crash(fun(Pid) -> spawn(fun() -> member(Pid) end) end),
    crash(fun(Pid) -> proc_lib:spawn(?MODULE, member, [Pid]) end),
    crash(fun(Pid) -> proc_lib:spawn(fun() -> member(Pid) end) end),
    crash(fun(Pid) -> spawn(fun() -> process_flag(trap_exit, true), member(Pid) end) end),
    crash(fun(Pid) -> spawn(fun() -> put('$ancestors', odd), put('$initial_call', thing), member(Pid) end) end),
    crash(fun(Pid) -> spawn(fun() -> put('$ancestors', [odd]), put('$initial_call', {a, b, 2}), member(Pid) end) end),
    crash(fun(Pid) -> spawn(fun() -> register(known, self()), member(Pid) end) end),
    crash(fun(Pid) -> Near = proc_lib:spawn(?MODULE, member, [Pid]), timer:sleep(5), spawn(?MODULE, member, [Near]) end).

member(Pid) ->
    link(Pid),
    receive stop -> ok end.

crash(Join) ->
    Pid = proc_lib:spawn(fun() -> receive crash -> exit(bad) end end),
    Join(Pid),
    timer:sleep(10),
    Pid ! crash,
    receive
        {log, #{msg := {report, #{report := [_, Neighbours]} = Report}}} ->
            io:format("~p~n", [[[clean(Item) || Item <- Known] || {neighbour, Known} <- Neighbours]]),
            Text = lists:flatten(proc_lib:report_cb(Report, #{depth => unlimited, chars_limit => unlimited, single_line => false})),
            io:format("~ts~n", [[[Line, $\n] || Line <- string:split(Text, "\n", all), string:find(Line, "initial") =/= nomatch]])
    end.

clean({Key, _}) when Key =:= pid; Key =:= heap_size; Key =:= stack_size; Key =:= reductions -> Key;
clean({links, Links}) -> {links, length(Links)};
clean({current_stacktrace, _}) -> current_stacktrace;
clean(Item) -> Item.

log(Event, _) -> main ! {log, Event}.
