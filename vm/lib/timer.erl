%%% Timers: the module `timer`.
%%%
%%% A message to a local process is a timer of the machine.  What is to be done later is left to the registered
%%% process `timer_server`, started at first use: it gets the timeouts, and spawns what is to be applied.  It keeps
%%% the intervals, each under the monitor of its owner: `#{Monitor => {Timer, Due, Time, Action}}`.
-module(timer).

-export([start/0, sleep/1, tc/1, tc/2, tc/3, now_diff/2, seconds/1, minutes/1, hours/1, hms/3]).
-export([apply_after/4, send_after/2, send_after/3, exit_after/2, exit_after/3, kill_after/1, kill_after/2]).
-export([apply_interval/4, send_interval/2, send_interval/3, cancel/1]).

-export_type([time/0, tref/0]).

-type time() :: non_neg_integer().
-type tref() :: {instant | once | interval | send_local, reference()}.
-type destination() :: pid() | atom() | {atom(), node()}.
-type set() :: {ok, tref()} | {error, badarg}.

-define(IS_TIME(Time), (is_integer(Time) andalso Time >= 0)).
-define(IS_MFA(M, F, Args), (is_atom(M) andalso is_atom(F) andalso is_list(Args))).
-define(IS_DESTINATION(Dest), (is_pid(Dest) orelse is_atom(Dest) orelse
                               (tuple_size(Dest) =:= 2 andalso is_atom(element(1, Dest)) andalso
                                is_atom(element(2, Dest))))).

%%% Time

%% Waits for so many milliseconds, or for ever (infinity). Fails with timeout_value for what is neither.
%% > timer:sleep(1).
%% ok
%% > timer:sleep(-1).
%% ** error:timeout_value
-spec sleep(timeout()) -> ok.
sleep(Time) ->
    receive
    after Time -> ok
    end.

%% Calls a function, and gives the microseconds that it took with what it gave. Exceptions are the caller's.
%% > element(2, timer:tc(fun() -> done end)).
%% done
%% > {Time, slept} = timer:tc(fun() -> timer:sleep(2), slept end), Time >= 2000.
%% true
-spec tc(fun(() -> T)) -> {integer(), T}.
tc(Fun) ->
    Start = erlang:monotonic_time(),
    Value = Fun(),
    {since(Start), Value}.

%% As `tc/1`, with a list of arguments.
%% > element(2, timer:tc(fun(X) -> X end, [done])).
%% done
-spec tc(fun(), [term()]) -> {integer(), term()}.
tc(Fun, Args) ->
    Start = erlang:monotonic_time(),
    Value = apply(Fun, Args),
    {since(Start), Value}.

%% As `tc/1`, for an exported function of a module.
%% > element(2, timer:tc(lists, max, [[1, 2]])).
%% 2
-spec tc(module(), atom(), [term()]) -> {integer(), term()}.
tc(Module, Function, Args) ->
    Start = erlang:monotonic_time(),
    Value = apply(Module, Function, Args),
    {since(Start), Value}.

since(Start) -> erlang:convert_time_unit(erlang:monotonic_time() - Start, native, microsecond).

%% The microseconds from the second to the first of two times as `erlang:timestamp/0` gives them.
%% > timer:now_diff({0, 2, 500}, {0, 1, 0}).
%% 1000500
-spec now_diff(erlang:timestamp(), erlang:timestamp()) -> integer().
now_diff({MegaTo, SecondTo, MicroTo}, {MegaFrom, SecondFrom, MicroFrom}) ->
    ((MegaTo - MegaFrom) * 1000000 + SecondTo - SecondFrom) * 1000000 + MicroTo - MicroFrom.

%% The milliseconds of seconds.
%% > timer:seconds(2).
%% 2000
-spec seconds(non_neg_integer()) -> non_neg_integer().
seconds(Seconds) -> 1000 * Seconds.

%% The milliseconds of minutes.
%% > timer:minutes(2).
%% 120000
-spec minutes(non_neg_integer()) -> non_neg_integer().
minutes(Minutes) -> 60000 * Minutes.

%% The milliseconds of hours.
%% > timer:hours(2).
%% 7200000
-spec hours(non_neg_integer()) -> non_neg_integer().
hours(Hours) -> 3600000 * Hours.

%% The milliseconds of hours, minutes and seconds.
%% > timer:hms(1, 2, 3).
%% 3723000
-spec hms(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> non_neg_integer().
hms(Hours, Minutes, Seconds) -> hours(Hours) + minutes(Minutes) + seconds(Seconds).

%%% Once

%% Calls an exported function in a process of its own after a time in milliseconds; `{ok, Timer}`, for `cancel/1`.
%% `{error, badarg}` when an argument is none of the kind.
%% > {ok, _} = timer:apply_after(1, erlang, send, [self(), now]), receive now -> ok end.
%% ok
%% > timer:apply_after(-1, erlang, send, [self(), now]).
%% {error,badarg}
-spec apply_after(time(), module(), atom(), [term()]) -> set().
apply_after(0, Module, Function, Args) when ?IS_MFA(Module, Function, Args) -> instant({Module, Function, Args});
apply_after(Time, Module, Function, Args) when ?IS_TIME(Time), ?IS_MFA(Module, Function, Args) ->
    once(Time, {Module, Function, Args});
apply_after(_, _, _, _) -> {error, badarg}.

%% Sends the caller a message after a time in milliseconds. `{error, badarg}` when that is no time.
%% > {ok, _} = timer:send_after(1, tick), receive tick -> came end.
%% came
%% > {ok, T} = timer:send_after(60000, tick), timer:cancel(T).
%% {ok,cancel}
-spec send_after(time(), term()) -> set().
send_after(Time, Message) -> send_after(Time, self(), Message).

%% Sends a message to a process, or the one of a name, after a time in milliseconds.
%% > {ok, _} = timer:send_after(1, self(), tick), receive tick -> came end.
%% came
%% > timer:send_after(soon, self(), tick).
%% {error,badarg}
-spec send_after(time(), destination(), term()) -> set().
send_after(0, Dest, Message) when ?IS_DESTINATION(Dest) ->
    Dest ! Message,
    {ok, {instant, make_ref()}};
send_after(Time, Pid, Message) when ?IS_TIME(Time), is_pid(Pid), node(Pid) =:= node() ->
    {ok, {send_local, erlang:send_after(Time, Pid, Message)}};
send_after(Time, Dest, Message) when ?IS_TIME(Time), ?IS_DESTINATION(Dest) -> once(Time, {send, Dest, Message});
send_after(_, _, _) -> {error, badarg}.

%% Ends the caller with a reason after a time in milliseconds, if it does not trap exits.
%% > process_flag(trap_exit, true), timer:exit_after(1, enough), receive {'EXIT', _, R} -> R end.
%% enough
-spec exit_after(time(), term()) -> set().
exit_after(Time, Reason) -> exit_after(Time, self(), Reason).

%% Sends an exit signal with a reason to a process after a time in milliseconds.
%% > {P, M} = spawn_monitor(timer, sleep, [5000]), timer:exit_after(1, P, enough),
%%   receive {'DOWN', M, _, _, R} -> R end.
%% enough
-spec exit_after(time(), destination(), term()) -> set().
exit_after(Time, Pid, Reason) -> apply_after(Time, erlang, exit, [Pid, Reason]).

%% Kills the caller after a time in milliseconds.
%% > {P, M} = spawn_monitor(fun() -> timer:kill_after(1), timer:sleep(5000) end),
%%   receive {'DOWN', M, _, P, Why} -> Why end.
%% killed
-spec kill_after(time()) -> set().
kill_after(Time) -> exit_after(Time, self(), kill).

%% Kills a process after a time in milliseconds; trapping exits does not help it.
%% > {P, M} = spawn_monitor(timer, sleep, [5000]), timer:kill_after(1, P), receive {'DOWN', M, _, _, R} -> R end.
%% killed
-spec kill_after(time(), destination()) -> set().
kill_after(Time, Pid) -> exit_after(Time, Pid, kill).

instant(Action) ->
    act(Action),
    {ok, {instant, make_ref()}}.

once(Time, Action) -> {ok, {once, erlang:start_timer(Time, server(), {once, Action})}}.

%%% Intervals

%% Calls an exported function in a process of its own every so many milliseconds, as long as the caller lives. A call
%% does not wait for the one before to be over.
%% > {ok, T} = timer:apply_interval(1, erlang, send, [self(), tick]), receive tick -> timer:cancel(T) end.
%% {ok,cancel}
-spec apply_interval(time(), module(), atom(), [term()]) -> set().
apply_interval(Time, Module, Function, Args) when ?IS_TIME(Time), ?IS_MFA(Module, Function, Args) ->
    ask({interval, Time, self(), {Module, Function, Args}});
apply_interval(_, _, _, _) -> {error, badarg}.

%% Sends the caller a message every so many milliseconds.
%% > {ok, T} = timer:send_interval(1, tick), receive tick -> timer:cancel(T) end.
%% {ok,cancel}
%% > timer:send_interval(1, tick), [receive tick -> N end || N <- [1, 2, 3]].
%% [1,2,3]
-spec send_interval(time(), term()) -> set().
send_interval(Time, Message) -> send_interval(Time, self(), Message).

%% Sends a message every so many milliseconds, as long as the receiver lives.
%% > {ok, T} = timer:send_interval(1, self(), tick), receive tick -> timer:cancel(T) end.
%% {ok,cancel}
%% > timer:send_interval(soon, self(), tick).
%% {error,badarg}
-spec send_interval(time(), destination(), term()) -> set().
send_interval(Time, Dest, Message) when ?IS_TIME(Time), ?IS_DESTINATION(Dest) ->
    ask({interval, Time, Dest, {send, Dest, Message}});
send_interval(_, _, _) -> {error, badarg}.

%% Cancels a timer, if it is still there; `{error, badarg}` when that is none.
%% > timer:cancel(nothing).
%% {error,badarg}
-spec cancel(tref()) -> {ok, cancel} | {error, badarg}.
cancel({instant, Ref}) when is_reference(Ref) -> {ok, cancel};
cancel({interval, Ref}) when is_reference(Ref) -> ask({cancel, Ref});
cancel({Kind, Ref}) when Kind =:= once, is_reference(Ref); Kind =:= send_local, is_reference(Ref) ->
    _ = erlang:cancel_timer(Ref),
    {ok, cancel};
cancel(_) -> {error, badarg}.

%%% The server

%% Starts the server, if it does not run yet.
%% > timer:start().
%% ok
-spec start() -> ok.
start() ->
    _ = server(),
    ok.

server() -> erlet_server:named(timer_server, fun() -> loop(#{}) end).

ask(Request) ->
    case erlet_server:ask(server(), Request) of
        {ok, Answer} -> Answer;
        {down, _} -> {error, badarg}
    end.

loop(Intervals) ->
    receive
        {timeout, _, {once, Action}} ->
            act(Action),
            loop(Intervals);
        {timeout, _, {interval, Ref}} -> loop(tick(Ref, Intervals));
        {'DOWN', Ref, _, _, _} -> loop(stopped(Ref, Intervals));
        {'$ask', From, Ref, Request} ->
            {Answer, Next} = answer(Request, Intervals),
            From ! {Ref, Answer},
            loop(Next);
        _ -> loop(Intervals)
    end.

answer({interval, Time, Owner, Action}, Intervals) ->
    Ref = monitor(process, Owner),
    Due = erlang:monotonic_time(millisecond) + Time,
    {{ok, {interval, Ref}}, Intervals#{Ref => {timer(Due, Ref), Due, Time, Action}}};
answer({cancel, Ref}, Intervals) ->
    demonitor(Ref, [flush]),
    {{ok, cancel}, stopped(Ref, Intervals)}.

timer(Due, Ref) -> erlang:start_timer(Due, self(), {interval, Ref}, [{abs, true}]).

%% The next tick is due at a time that does not depend on when this one came.
tick(Ref, Intervals) ->
    case Intervals of
        #{Ref := {_, Due, Time, Action}} ->
            act(Action),
            Next = Due + Time,
            Intervals#{Ref := {timer(Next, Ref), Next, Time, Action}};
        #{} -> Intervals
    end.

stopped(Ref, Intervals) ->
    case maps:take(Ref, Intervals) of
        {{Timer, _, _, _}, Rest} ->
            _ = erlang:cancel_timer(Timer),
            Rest;
        error -> Intervals
    end.

act({send, Dest, Message}) -> catch Dest ! Message;
act({erlang, exit, [Target, Reason]}) -> catch exit(process(Target), Reason);
act({Module, Function, Args}) -> catch spawn(Module, Function, Args).

%% Only here a process that is to end may be told by its name.
process(Name) when is_atom(Name) -> whereis(Name);
process(Pid) -> Pid.
