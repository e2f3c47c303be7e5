%%% Children of supervisors: their specifications, their starting and stopping, and what is reported of them.
-module(erlet_child).

-export([check_flags/1, check_specs/2, spec/1, start/2, start_function/3, stop/2, stop_all/3, without_args/1]).
-export([report/4, auto_shutdown_fits/1]).

-include("logger.hrl").
-include("supervisor.hrl").

%%% Specifications

%% A supervisor's flags as `{Strategy, Intensity, Period, AutoShutdown}`.
-spec check_flags(term()) -> {ok, tuple()} | {supervisor_data, term()}.
check_flags(Flags) when is_map(Flags) ->
    checked_flags(maps:get(strategy, Flags, one_for_one), maps:get(intensity, Flags, 1), maps:get(period, Flags, 5),
                  maps:get(auto_shutdown, Flags, never));
check_flags({Strategy, Intensity, Period}) -> checked_flags(Strategy, Intensity, Period, never);
check_flags(Other) -> {supervisor_data, {invalid_type, Other}}.

checked_flags(Strategy, Intensity, Period, AutoShutdown) ->
    try
        is_strategy(Strategy) orelse throw({invalid_strategy, Strategy}),
        (is_integer(Intensity) andalso Intensity >= 0) orelse throw({invalid_intensity, Intensity}),
        (is_integer(Period) andalso Period > 0) orelse throw({invalid_period, Period}),
        auto_shutdown_fits(AutoShutdown) orelse throw({invalid_auto_shutdown, AutoShutdown}),
        {ok, {Strategy, Intensity, Period, AutoShutdown}}
    catch
        throw:Reason -> {supervisor_data, Reason}
    end.

is_strategy(Strategy) -> lists:member(Strategy, [one_for_one, one_for_all, rest_for_one, simple_one_for_one]).

%% Whether a value is one of `auto_shutdown`'s.
-spec auto_shutdown_fits(term()) -> boolean().
auto_shutdown_fits(Value) -> lists:member(Value, [never, any_significant, all_significant]).

%% Children, in the order of their specifications; no two of the same identity.
-spec check_specs(term(), term()) -> {ok, [#child{}]} | {error, term()}.
check_specs(Specs, AutoShutdown) when is_list(Specs) ->
    try
        {ok, check_specs(Specs, AutoShutdown, [])}
    catch
        throw:Reason -> {error, Reason}
    end;
check_specs(Specs, _) -> {error, {badarg, Specs}}.

check_specs([Spec | Rest], AutoShutdown, Children) ->
    Child = #child{id = Id} = check_spec(Spec, AutoShutdown),
    lists:keymember(Id, #child.id, Children) andalso throw({duplicate_child_name, Id}),
    check_specs(Rest, AutoShutdown, [Child | Children]);
check_specs([], _, Children) -> lists:reverse(Children).

check_spec(Spec, AutoShutdown) when is_map(Spec) ->
    Id = required(id, Spec, missing_id),
    Start = required(start, Spec, missing_start),
    Type = maps:get(type, Spec, worker),
    checked(#child{id = Id, mfargs = Start, restart_type = maps:get(restart, Spec, permanent),
                   significant = maps:get(significant, Spec, false), child_type = Type,
                   shutdown = maps:get(shutdown, Spec, default_shutdown(Type)),
                   modules = maps:get(modules, Spec, default_modules(Start))},
            AutoShutdown);
check_spec({Id, Start, Restart, Shutdown, Type, Modules}, AutoShutdown) ->
    checked(#child{id = Id, mfargs = Start, restart_type = Restart, significant = false, shutdown = Shutdown,
                   child_type = Type, modules = Modules},
            AutoShutdown);
check_spec(Other, _) -> throw({invalid_child_spec, Other}).

required(Key, Spec, Missing) ->
    case Spec of
        #{Key := Value} -> Value;
        #{} -> throw(Missing)
    end.

default_shutdown(supervisor) -> infinity;
default_shutdown(_) -> 5000.

default_modules({Module, _, _}) -> [Module];
default_modules(_) -> [].

checked(#child{} = Child, AutoShutdown) ->
    #child{mfargs = Start, restart_type = Restart, significant = Significant, shutdown = Shutdown,
           child_type = Type, modules = Modules} = Child,
    is_mfargs(Start) orelse throw({invalid_mfa, Start}),
    lists:member(Restart, [permanent, transient, temporary]) orelse throw({invalid_restart_type, Restart}),
    check_significant(Significant, Restart, AutoShutdown),
    is_shutdown(Shutdown) orelse throw({invalid_shutdown, Shutdown}),
    lists:member(Type, [worker, supervisor]) orelse throw({invalid_child_type, Type}),
    check_modules(Modules),
    Child.

is_mfargs({M, F, Args}) -> is_atom(M) andalso is_atom(F) andalso is_list(Args);
is_mfargs(_) -> false.

is_shutdown(Shutdown) ->
    Shutdown =:= brutal_kill orelse Shutdown =:= infinity orelse is_integer(Shutdown) andalso Shutdown >= 0.

check_significant(true, _, never) -> throw({bad_combination, [{auto_shutdown, never}, {significant, true}]});
check_significant(true, permanent, _) -> throw({bad_combination, [{restart, permanent}, {significant, true}]});
check_significant(Significant, _, _) when is_boolean(Significant) -> ok;
check_significant(Significant, _, _) -> throw({invalid_significant, Significant}).

check_modules(dynamic) -> ok;
check_modules(Modules) when is_list(Modules) ->
    lists:foreach(fun(Module) -> is_atom(Module) orelse throw({invalid_module, Module}) end, Modules);
check_modules(Modules) -> throw({invalid_modules, Modules}).

%% The specification of a child, as a map.
-spec spec(#child{}) -> map().
spec(#child{} = Child) ->
    #{id => Child#child.id, start => Child#child.mfargs, restart => Child#child.restart_type,
      significant => Child#child.significant, shutdown => Child#child.shutdown, type => Child#child.child_type,
      modules => Child#child.modules}.

%% A temporary child is never started again: its arguments need not be kept.
-spec without_args(#child{}) -> #child{}.
without_args(#child{restart_type = temporary, mfargs = {M, F, _}} = Child) ->
    Child#child{mfargs = {M, F, undefined}};
without_args(Child) -> Child.

%%% Starting

%% Starts a child and reports it.
-spec start(term(), #child{}) -> {ok, pid() | undefined} | {ok, pid(), term()} | {error, term()}.
start(Supervisor, #child{mfargs = {M, F, Args}} = Child) ->
    case start_function(M, F, Args) of
        {ok, Pid} = Started when is_pid(Pid) ->
            report_progress(Child#child{pid = Pid}, Supervisor),
            Started;
        {ok, Pid, _} = Started when is_pid(Pid) ->
            report_progress(Child#child{pid = Pid}, Supervisor),
            Started;
        Other -> Other
    end.

%% Calls a child's start function and looks at what it returns.
-spec start_function(module(), atom(), [term()]) -> {ok, pid() | undefined} | {ok, pid(), term()} | {error, term()}.
start_function(M, F, Args) ->
    case catch apply(M, F, Args) of
        {ok, Pid} when is_pid(Pid) -> {ok, Pid};
        {ok, Pid, Extra} when is_pid(Pid) -> {ok, Pid, Extra};
        ignore -> {ok, undefined};
        {error, Reason} -> {error, Reason};
        Other -> {error, Other}
    end.

%%% Stopping

%% Ends a child's process as its specification says; what goes wrong is reported.
-spec stop(#child{}, term()) -> #child{}.
stop(#child{pid = Pid} = Child, Supervisor) when is_pid(Pid) ->
    case shut_down(Child) of
        ok -> ok;
        {error, normal} when Child#child.restart_type =/= permanent -> ok;
        {error, Reason} -> report(shutdown_error, Reason, Child, Supervisor)
    end,
    Child#child{pid = undefined};
stop(Child, _) -> Child#child{pid = undefined}.

shut_down(#child{pid = Pid, shutdown = Shutdown} = Child) ->
    Monitor = monitor_alone(Pid),
    case Shutdown of
        brutal_kill ->
            exit(Pid, kill),
            receive {'DOWN', Monitor, process, Pid, Reason} -> killed(Reason, Child) end;
        Time ->
            exit(Pid, shutdown),
            receive {'DOWN', Monitor, process, Pid, Reason} -> ended(Reason, Child)
            after Time ->
                exit(Pid, kill),
                receive {'DOWN', Monitor, process, Pid, Reason} -> {error, Reason} end
            end
    end.

%% The link goes, so that the end of the child is heard of once only: by the monitor, or, had it ended before, by the
%% message of the link, which then says why.
monitor_alone(Pid) ->
    Monitor = monitor(process, Pid),
    unlink(Pid),
    receive
        {'EXIT', Pid, Reason} ->
            receive {'DOWN', Monitor, process, Pid, _} -> ok end,
            self() ! {'DOWN', Monitor, process, Pid, Reason}
    after 0 -> ok
    end,
    Monitor.

killed(killed, _) -> ok;
killed(Reason, Child) -> ended_otherwise(Reason, Child).

ended(shutdown, _) -> ok;
ended(Reason, Child) -> ended_otherwise(Reason, Child).

ended_otherwise({shutdown, _}, #child{restart_type = Type}) when Type =/= permanent -> ok;
ended_otherwise(normal, #child{restart_type = Type}) when Type =/= permanent -> ok;
ended_otherwise(Reason, _) -> {error, Reason}.

%% Ends all processes of a child of simple_one_for_one at once; each way of failing is reported once.
-spec stop_all([pid()], #child{}, term()) -> ok.
stop_all(Pids, #child{shutdown = Shutdown} = Child, Supervisor) ->
    Monitors = maps:from_list([{monitor_alone(Pid), Pid} || Pid <- Pids]),
    Signal = case Shutdown of
                 brutal_kill -> kill;
                 _ -> shutdown
             end,
    lists:foreach(fun(Pid) -> exit(Pid, Signal) end, Pids),
    Timer = case Shutdown of
                Time when is_integer(Time) -> erlang:start_timer(Time, self(), kill);
                _ -> none
            end,
    Failures = wait(Monitors, Child, Timer, false, #{}),
    _ = is_reference(Timer) andalso erlang:cancel_timer(Timer),
    receive {timeout, Timer, kill} -> ok after 0 -> ok end,
    maps:foreach(fun(Reason, Count) -> report(shutdown_error, Reason, Child#child{pid = {count, Count}}, Supervisor) end,
                 Failures).

wait(Monitors, _, _, _, Failures) when map_size(Monitors) =:= 0 -> Failures;
wait(Monitors, #child{shutdown = Shutdown} = Child, Timer, TimedOut, Failures) ->
    receive
        {'DOWN', Monitor, process, _, Reason} when is_map_key(Monitor, Monitors) ->
            Ended = case Shutdown of
                        brutal_kill -> killed(Reason, Child);
                        _ when TimedOut -> late(Reason, Child);
                        _ -> ended(Reason, Child)
                    end,
            Counted = case Ended of
                          ok -> Failures;
                          {error, Failure} -> maps:update_with(Failure, fun(N) -> N + 1 end, 1, Failures)
                      end,
            wait(maps:remove(Monitor, Monitors), Child, Timer, TimedOut, Counted);
        {timeout, Timer, kill} ->
            lists:foreach(fun(Pid) -> exit(Pid, kill) end, maps:values(Monitors)),
            wait(Monitors, Child, Timer, true, Failures)
    end.

late(shutdown, _) -> ok;
late(Reason, Child) -> ended_otherwise(Reason, Child).

%%% Reports

%% Reports what went wrong with a child.
-spec report(start_error | child_terminated | shutdown | shutdown_error, term(), #child{}, term()) -> ok.
report(Context, Reason, Child, Supervisor) ->
    ?LOG_ERROR(#{label => {supervisor, Context},
                 report => [{supervisor, Supervisor}, {errorContext, Context}, {reason, Reason},
                            {offender, description(Child)}]},
               #{domain => [otp, sasl], report_cb => fun supervisor:format_log/2,
                 logger_formatter => #{title => "SUPERVISOR REPORT"},
                 error_logger => #{tag => error_report, type => supervisor_report,
                                   report_cb => fun supervisor:format_log/1}}).

report_progress(Child, Supervisor) ->
    ?LOG_INFO(#{label => {supervisor, progress},
                report => [{supervisor, Supervisor}, {started, description(Child)}]},
              #{domain => [otp, sasl], report_cb => fun supervisor:format_log/2,
                logger_formatter => #{title => "PROGRESS REPORT"},
                error_logger => #{tag => info_report, type => progress,
                                  report_cb => fun supervisor:format_log/1}}).

description(#child{pid = Process} = Child) ->
    First = case Process of
                {count, Count} -> {nb_children, Count};
                _ -> {pid, Process}
            end,
    [First, {id, Child#child.id}, {mfargs, Child#child.mfargs}, {restart_type, Child#child.restart_type},
     {significant, Child#child.significant}, {shutdown, Child#child.shutdown}, {child_type, Child#child.child_type}].
