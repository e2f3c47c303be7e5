%%% EUnit: runs test sets and reports on them.
-module(eunit).

-export([start/0, stop/0, test/1, test/2]).

%% Makes EUnit ready. There is nothing to do.
-spec start() -> ok.
start() -> ok.

%% The opposite of start/0.
-spec stop() -> ok.
stop() -> ok.

%% Runs the tests of a module, or any test set, and prints what failed.
-spec test(Tests :: term()) -> ok | error.
test(Tests) -> test(Tests, []).

%% As test/1. Options: verbose (every test is shown), no_tty (nothing is), {print_depth, N},
%% {report, Module | {Module, Options}} for another listener.
-spec test(Tests :: term(), Options :: term()) -> ok | error | {error, term()}.
test(Tests, Option) when not is_list(Option) -> test(Tests, [Option]);
test(Tests, Options) ->
    Reports = [report(Report) || {report, Report} <- proplists:compact(Options)],
    Listeners = [eunit_listener:start(Module, Given) || {Module, Given} <- [{eunit_tty, Options} | Reports]],
    Monitors = [{Listener, erlang:monitor(process, Listener)} || Listener <- Listeners],
    _ = eunit_proc:start(Tests, Listeners),
    hd([result(Listener, Monitor) || {Listener, Monitor} <- Monitors]).

report({Module, Options}) -> {Module, Options};
report(Module) -> {Module, []}.

result(Listener, Monitor) ->
    receive
        {eunit_done, Listener, Result} ->
            erlang:demonitor(Monitor, [flush]),
            Result;
        {'DOWN', Monitor, process, _, Reason} -> {error, Reason}
    end.
