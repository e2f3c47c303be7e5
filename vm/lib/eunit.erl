%%% EUnit: runs test sets and reports on them.
-module(eunit).

-export([start/0, stop/0, test/1, test/2]).

%% Makes EUnit ready. There is nothing to do.
%% > eunit:start().
%% ok
-spec start() -> ok.
start() -> ok.

%% The opposite of start/0.
%% > eunit:stop().
%% ok
-spec stop() -> ok.
stop() -> ok.

%% Runs the tests of a module, those of the module NAME_tests with it, or any test set, and prints what failed: `ok`,
%% or `error` when a test failed or could not be run.
%% > eunit:test([], [no_tty]).
%% ok
-spec test(Tests :: term()) -> ok | error.
test(Tests) -> test(Tests, []).

%% Runs tests with options: `verbose` (every test is shown), `no_tty` (nothing is), `{print_depth, N}`, `{report,
%% Module | {Module, Options}}` for another listener.
%% > [eunit:test(Test, [no_tty]) || Test <- [fun() -> ok end, fun() -> error(oops) end]].
%% [ok,error]
%% > eunit:test({"sums", [fun() -> 3 = 1 + 2 end, {timeout, 60, fun() -> 6 = lists:sum([1, 2, 3]) end}]}, [no_tty]).
%% ok
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
