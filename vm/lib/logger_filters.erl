%%% Filters that handlers can be given.
-module(logger_filters).

-export([domain/2, level/2, progress/2, remote_gl/2]).

%% Stops or logs events by their domain, a list of atoms in their metadata. With `super` events' domains are above the
%% given one, `sub` below it, or they are `equal`, `not_equal` or `undefined`. Fails with badarg for another
%% comparison.
%% > E = #{level => error, msg => {string, "x"}, meta => #{domain => [otp, sasl]}},
%%   [logger_filters:domain(E, {stop, How, [otp]}) || How <- [sub, super, equal, not_equal]].
%% [stop,ignore,ignore,stop]
-spec domain(logger:log_event(), {log | stop, super | sub | equal | not_equal | undefined, [atom()]}) ->
    logger:filter_return().
domain(#{meta := Metadata} = Event, {Action, Compare, Domain})
  when (Action =:= log orelse Action =:= stop), is_list(Domain),
       (Compare =:= super orelse Compare =:= sub orelse Compare =:= equal orelse Compare =:= not_equal orelse
        Compare =:= undefined) ->
    act(matches(Compare, Domain, maps:get(domain, Metadata, undefined)), Action, Event);
domain(Event, Extra) -> error(badarg, [Event, Extra]).

matches(undefined, _, Domain) -> Domain =:= undefined;
matches(not_equal, Domain, Given) -> Given =/= Domain;
matches(_, _, undefined) -> false;
matches(equal, Domain, Given) -> Given =:= Domain;
matches(super, Domain, Given) -> lists:prefix(Given, Domain);
matches(sub, Domain, Given) -> lists:prefix(Domain, Given).

%% Stops or logs events by their level, compared to a level: eq, neq, gt (more severe), gteq, lt or lteq.
%% > E = #{level => error, msg => {string, "x"}, meta => #{}},
%%   [logger_filters:level(E, {stop, How, warning}) || How <- [gt, eq, lteq]].
%% [stop,ignore,ignore]
-spec level(logger:log_event(), {log | stop, neq | eq | lt | gt | lteq | gteq, logger:level()}) ->
    logger:filter_return().
level(#{level := Level} = Event, {Action, Compare, Limit}) when Action =:= log; Action =:= stop ->
    Result = logger:compare_levels(Level, Limit),
    act(fits(Compare, Result), Action, Event);
level(Event, Extra) -> error(badarg, [Event, Extra]).

fits(eq, Result) -> Result =:= eq;
fits(neq, Result) -> Result =/= eq;
fits(lt, Result) -> Result =:= lt;
fits(gt, Result) -> Result =:= gt;
fits(lteq, Result) -> Result =/= gt;
fits(gteq, Result) -> Result =/= lt.

%% Stops or logs the progress reports of supervisors and applications; ignores other events.
%% > E = #{level => info, msg => {report, #{label => {supervisor, progress}}}, meta => #{}},
%%   logger_filters:progress(E, stop).
%% stop
-spec progress(logger:log_event(), log | stop) -> logger:filter_return().
progress(Event, Action) when Action =:= log; Action =:= stop ->
    Is = case Event of
             #{msg := {report, #{label := {_, progress}}}} -> true;
             #{} -> false
         end,
    act(Is, Action, Event);
progress(Event, Extra) -> error(badarg, [Event, Extra]).

%% Stops or logs events of processes whose group leader is on another node; ignores others.
%% > logger_filters:remote_gl(#{level => info, msg => {string, "x"}, meta => #{gl => group_leader()}}, stop).
%% ignore
-spec remote_gl(logger:log_event(), log | stop) -> logger:filter_return().
remote_gl(#{meta := #{gl := Leader}} = Event, Action) when Action =:= log; Action =:= stop ->
    act(is_pid(Leader) andalso node(Leader) =/= node(), Action, Event);
remote_gl(_, Action) when Action =:= log; Action =:= stop -> ignore;
remote_gl(Event, Extra) -> error(badarg, [Event, Extra]).

act(true, log, Event) -> Event;
act(true, stop, _) -> stop;
act(false, _, _) -> ignore.
