%%% Listeners: what hears of the course of a test run and makes a report of it.
%%%
%%% A listener's module gets every item in the order of the test set, whatever order things happened in: its begin,
%%% the items in it, then its end or its cancel. Events that come early wait in the mailbox.
-module(eunit_listener).

-export([start/1, start/2]).

%% The state before the first item.
-callback init(Options :: list()) -> State :: term().
%% A test or a group begins.
-callback handle_begin(test | group, Data :: list(), State) -> State.
%% A test or a group has ended; its data say how.
-callback handle_end(test | group, Data :: list(), State) -> State.
%% A test or a group was skipped or could not be run; its data say why.
-callback handle_cancel(test | group, Data :: list(), State) -> State.
%% Called at the end with how many tests passed, failed and were skipped, and how many items were cancelled.
-callback terminate({ok, [{pass | fail | skip | cancel, non_neg_integer()}]}, State) -> term().

%% As start/2 without options.
-spec start(module()) -> pid().
start(Module) -> start(Module, []).

%% Starts a listener, which tells the calling process when it is done: `{eunit_done, Listener, ok | error}`.
-spec start(module(), list()) -> pid().
start(Module, Options) ->
    Owner = self(),
    spawn(fun() -> init(Module, Options, Owner) end).

init(Module, Options, Owner) ->
    %% A listener may wait for this in its init/1.
    Reference = make_ref(),
    self() ! {start, Reference},
    First = Module:init(Options),
    receive
        {start, Reference} -> ok
    after 0 -> ok
    end,
    State = #{module => Module, state => First, counts => #{pass => 0, fail => 0, skip => 0, cancel => 0}},
    {more, #{state := Last, counts := #{pass := Pass, fail := Fail, skip := Skip, cancel := Cancel}}} =
        item([], none, #{}, State),
    _ = Module:terminate({ok, [{pass, Pass}, {fail, Fail}, {skip, Skip}, {cancel, Cancel}]}, Last),
    Result = case {Fail, Skip, Cancel} of
                 {0, 0, 0} -> ok;
                 _ -> error
             end,
    Owner ! {eunit_done, self(), Result}.

%% Hears of an item and of all that is in it, or that there is no such item: Parent is the group that it would be in,
%% Around has the ids of all groups around it. The first of the result says how that went: `more`: the item is done;
%% `last`: the parent has ended; `{cancelled, Id, Reason}`: a group around it was cancelled.
item(Id, Parent, Around, State) ->
    receive
        {eunit, Id, {'begin', test, Data}} -> test(Id, Around, Data, call(handle_begin, test, Data, State));
        {eunit, Id, {'begin', group, Data}} -> parts(1, Id, Around, Data, call(handle_begin, group, Data, State));
        {eunit, Parent, {'end', Data}} -> {last, call(handle_end, group, Data, State)};
        {eunit, Other, {cancel, Reason}} when is_map_key(Other, Around) -> {{cancelled, Other, Reason}, State}
    end.

test(Id, Around, Begin, State) ->
    receive
        {eunit, Id, {'end', Data}} ->
            {more, call(handle_end, test, Data, count(proplists:get_value(status, Data), State))};
        {eunit, Id, {cancel, Reason}} -> {more, cancelled(test, Begin, Reason, State)};
        {eunit, Other, {cancel, Reason}} when is_map_key(Other, Around) ->
            {{cancelled, Other, Reason}, cancelled(test, Begin, undefined, State)}
    end.

%% The items of a group from Index on.
parts(Index, Id, Around, Begin, State) ->
    case item([Index | Id], Id, Around#{Id => true}, State) of
        {more, State1} -> parts(Index + 1, Id, Around, Begin, State1);
        {last, State1} -> {more, State1};
        {{cancelled, Id, Reason}, State1} -> {more, cancelled(group, Begin, Reason, State1)};
        {{cancelled, _, _} = Around1, State1} -> {Around1, cancelled(group, Begin, undefined, State1)}
    end.

cancelled(Type, Data, Reason, #{counts := #{cancel := Count} = Counts} = State) ->
    call(handle_cancel, Type, [{reason, Reason} | Data], State#{counts := Counts#{cancel := Count + 1}}).

count(ok, State) -> count_one(pass, State);
count({error, _}, State) -> count_one(fail, State);
count({skipped, _}, State) -> count_one(skip, State).

count_one(Key, #{counts := Counts} = State) ->
    State#{counts := maps:update_with(Key, fun(N) -> N + 1 end, Counts)}.

call(Callback, Type, Data, #{module := Module, state := State} = Listener) ->
    Listener#{state := Module:Callback(Type, Data, State)}.
