%%% The processes in which EUnit runs tests.
%%%
%%% Items that need a process of their own (the whole run, `spawn`, what runs in parallel, the tests of a fixture) get
%%% two: a *worker*, which runs the tests one after the other, and a *guard*, which has the timers, survives whatever
%%% happens to the worker, and tells the listeners. What it tells is `{eunit, Id, Event}`, where Id is the path of an
%%% item, innermost first (`[]` is the whole, `[1, 2]` the first item of the second), and Event one of
%%%
%%%   {'begin', test | group, Data}    {'end', Data}    {cancel, Reason}
%%%
%%% Events of an item come in this order, those of its parts between them. After a cancel nothing more is told of
%%% what is in the item. Reasons are `{blame, Path}` (that item took the worker along),
%%% `{timeout, #{stacktrace := Stack}}`, `{exit, Reason}` and `{abort, eunit_set:error()}`. What was begun when something
%%% around it was cancelled has the reason undefined.
-module(eunit_proc).

-export([start/2]).

-define(TIMEOUT, 5000).

%% Runs a test set; the pids are told of it.
-spec start(term(), [pid()]) -> pid().
start(Tests, Listeners) ->
    Item = #{kind => group, tests => Tests},
    spawn(fun() -> guard(Item, [], inorder, none, Listeners) end).

%%% The guard

%% Runs an item in a worker, until it ends or the parent does.
guard(Item, Id, Order, Parent, Listeners) ->
    process_flag(trap_exit, true),
    is_pid(Parent) andalso erlang:monitor(process, Parent),
    Guard = self(),
    Output = eunit_output:start(),
    Worker = spawn_link(fun() ->
                            group_leader(Output, self()),
                            run_whole(Item, Id, Order, #{guard => Guard, output => Output, listeners => Listeners})
                        end),
    watch(#{worker => Worker, id => Id, listeners => Listeners, timers => #{}}).

watch(#{worker := Worker, id := Own, timers := Timers} = State) ->
    receive
        {Worker, Id, {timeout, infinity}} ->
            watch(State#{timers => without_timer(Id, Timers)});
        {Worker, Id, {timeout, Time}} ->
            Timer = erlang:start_timer(Time, self(), Id),
            watch(State#{timers => Timers#{Id => Timer}});
        {Worker, Id, {'begin', _, _} = Event} ->
            tell(Id, Event, State),
            watch(State);
        {Worker, Id, Event} ->
            tell(Id, Event, State),
            watch(State#{timers => without_timer(Id, Timers)});
        {timeout, Timer, Id} when map_get(Id, Timers) =:= Timer ->
            {current_stacktrace, Stack} = stack_of(Worker),
            exit(Worker, kill),
            receive {'EXIT', Worker, _} -> ok end,
            tell(Id, {cancel, {timeout, #{stacktrace => Stack}}}, State),
            Id =:= Own orelse tell(Own, {cancel, {blame, lists:reverse(Id)}}, State),
            ok;
        {'EXIT', Worker, normal} -> ok;
        {'EXIT', Worker, Reason} -> tell(Own, {cancel, {exit, Reason}}, State);
        {'DOWN', _, process, _, _} -> exit(Worker, kill);
        _ -> watch(State)
    end.

stack_of(Worker) ->
    case process_info(Worker, current_stacktrace) of
        undefined -> {current_stacktrace, []};
        Stack -> Stack
    end.

without_timer(Id, Timers) ->
    case Timers of
        #{Id := Timer} ->
            _ = erlang:cancel_timer(Timer),
            maps:remove(Id, Timers);
        _ -> Timers
    end.

tell(Id, Event, #{listeners := Listeners}) ->
    lists:foreach(fun(Listener) -> Listener ! {eunit, Id, Event} end, Listeners).

%%% The worker

%% Runs all that the process is for. A set that cannot be read cancels the whole of it: how many items it has, and what
%% would come next, is not known.
run_whole(Item, Id, Order, State) ->
    try
        run(Item, Id, Order, State)
    catch
        throw:{unreadable, Error} -> report(Id, {cancel, {abort, Error}}, State)
    end.

next(Tests) ->
    try
        eunit_set:next(Tests)
    catch
        throw:{eunit, Error} -> throw({unreadable, Error})
    end.

%% Runs an item in the calling process.
run(#{kind := test} = Test, Id, _, State) -> run_test(Test, Id, State);
run(#{kind := group} = Group, Id, Order, State) -> run_group(Group, Id, maps:get(order, Group, Order), State).

report(Id, Event, #{guard := Guard}) -> Guard ! {self(), Id, Event}.

%% Sets the item's time limit, in milliseconds, or takes it away.
limit(Id, Time, State) -> report(Id, {timeout, Time}, State).

run_test(#{source := Source, run := Run} = Test, Id, #{output := Output} = State) ->
    Data = [{id, lists:reverse(Id)}, {desc, title(Test)}, {source, Source}, {line, maps:get(line, Test, 0)}],
    report(Id, {'begin', test, Data}, State),
    limit(Id, maps:get(timeout, Test, ?TIMEOUT), State),
    Start = erlang:monotonic_time(millisecond),
    Status = outcome(Run),
    Time = erlang:monotonic_time(millisecond) - Start,
    %% Whom the test sent something gets to it before the next test looks.
    erlang:yield(),
    report(Id, {'end', [{status, Status}, {time, Time}, {output, [eunit_output:take(Output)]} | Data]}, State).

order(#{order := inparallel}) -> {inparallel, 0};
order(Group) -> maps:get(order, Group, undefined).

title(#{desc := Title}) -> unicode:characters_to_binary(Title);
title(_) -> undefined.

outcome(Run) ->
    try Run() of
        _ -> ok
    catch
        throw:{eunit, skip, Why} -> {skipped, Why};
        Class:Reason:Stack -> {error, {Class, Reason, Stack}}
    end.

run_group(Group, Id, Order, State) ->
    Spawn = case Group of
                #{spawn := true} -> local;
                _ -> undefined
            end,
    Data = [{id, lists:reverse(Id)}, {desc, title(Group)}, {order, order(Group)}, {spawn, Spawn}],
    report(Id, {'begin', group, Data}, State),
    Start = erlang:monotonic_time(millisecond),
    try
        run_parts(Group, Id, Order, State)
    of
        Size ->
            Time = erlang:monotonic_time(millisecond) - Start,
            report(Id, {'end', [{size, Size}, {time, Time}, {output, []} | Data]}, State)
    catch
        throw:{eunit, Error} -> report(Id, {cancel, {abort, Error}}, State)
    end.

run_parts(#{context := {Process, Setup, Cleanup}, tests := Instantiator} = Group, Id, Order, State) ->
    Value = fixed(setup_failed, Setup),
    Tests = instantiated(Instantiator, Value, Cleanup),
    try
        %% The limit of a fixture's time is that of its tests; setup and cleanup have none.
        limit(Id, maps:get(timeout, Group, infinity), State),
        case Process of
            local -> run_all(Tests, Id, Order, State);
            spawn -> run_all({spawn, Tests}, Id, Order, State)
        end
    after
        limit(Id, infinity, State),
        fixed(cleanup_failed, fun() -> Cleanup(Value) end)
    end;
run_parts(#{tests := Tests} = Group, Id, Order, State) ->
    limit(Id, maps:get(timeout, Group, infinity), State),
    run_all(Tests, Id, Order, State).

%% When the tests cannot be told, the fixture is cleaned up; a failure of that would hide why.
instantiated(Instantiator, Value, Cleanup) ->
    try
        eunit_set:instantiate(Instantiator, Value)
    catch
        throw:{eunit, _} = Failure ->
            catch Cleanup(Value),
            throw(Failure)
    end.

fixed(Error, Fun) ->
    try
        Fun()
    catch
        Class:Reason:Stack ->
            Own = [Frame || Frame <- Stack, element(1, Frame) =/= ?MODULE],
            throw({eunit, {Error, {Class, Reason, Own}}})
    end.

%% Runs the items and gives their number.
run_all(Tests, Id, inorder, State) -> run_in_order(Tests, 1, Id, State);
run_all(Tests, Id, inparallel, State) -> run_in_parallel(Tests, 1, Id, 0, #{}, State);
run_all(Tests, Id, {inparallel, Limit}, State) -> run_in_parallel(Tests, 1, Id, Limit, #{}, State).

run_in_order(Tests, Index, Id, State) ->
    case next(Tests) of
        none -> Index - 1;
        {#{spawn := true} = Item, Rest} ->
            run_apart(Item, [Index | Id], inorder, State),
            run_in_order(Rest, Index + 1, Id, State);
        {Item, Rest} ->
            run(Item, [Index | Id], inorder, State),
            run_in_order(Rest, Index + 1, Id, State)
    end.

%% At most so many at a time, 0 being no limit; Guards are those that run.
run_in_parallel(Tests, Index, Id, Limit, Guards, State) when Limit =:= 0; map_size(Guards) < Limit ->
    case next(Tests) of
        none ->
            wait_for_all(Guards),
            Index - 1;
        {Item, Rest} ->
            Order = case Limit of
                        0 -> inparallel;
                        _ -> {inparallel, Limit}
                    end,
            Reference = start_apart(Item, [Index | Id], Order, State),
            run_in_parallel(Rest, Index + 1, Id, Limit, Guards#{Reference => true}, State)
    end;
run_in_parallel(Tests, Index, Id, Limit, Guards, State) ->
    run_in_parallel(Tests, Index, Id, Limit, wait_for_one(Guards), State).

wait_for_all(Guards) when map_size(Guards) =:= 0 -> ok;
wait_for_all(Guards) -> wait_for_all(wait_for_one(Guards)).

wait_for_one(Guards) ->
    receive {'DOWN', Reference, process, _, _} when is_map_key(Reference, Guards) -> maps:remove(Reference, Guards) end.

run_apart(Item, Id, Order, State) ->
    Reference = start_apart(Item, Id, Order, State),
    _ = wait_for_all(#{Reference => true}),
    ok.

start_apart(Item, Id, Order, #{listeners := Listeners}) ->
    Parent = self(),
    {_, Reference} = spawn_monitor(fun() -> guard(Item, Id, Order, Parent, Listeners) end),
    Reference.
