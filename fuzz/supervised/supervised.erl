%% A supervised application: 1,000 workers under three levels of supervisors, and processes that end them at random for
%% N seconds. A model of the supervisors' rules says after each end which children must be new and which the same.
%%
%%   erlet --schedulers 2 fuzz/supervised/supervised.erl SECONDS [SEED]   (OTP runs it, too; status 1 on a finding)
%%
%% The top has four regions, a region five groups, a group fifty workers. Groups 1 to 4 are of the four kinds; sixteen
%% killers, one for each of them, end workers for a while, all at once. Then a worker's group, a whole region or
%% group 5, which bears five restarts only, is brought down, and what must be started anew is. Each start of a worker is
%% counted, so a restart too many is seen, too. In the end the top is stopped, and nothing may be left.
-module(supervised).
-export([main/1, start_supervisor/1, start_worker/2, start_simple/2, init/1, handle_call/3, handle_cast/2]).

-define(REGIONS, 4).
-define(GROUPS, 5).
-define(WORKERS, 50).
-define(LIMIT, 5).
-define(PATIENCE, 20_000).

%% A group as the model knows it: children in the order of their start, `Pid` undefined for one that ended for good.
-record(group, {region, number, strategy, pid, children = [] :: [{Id :: term(), Type :: atom(), pid() | undefined}]}).

main([Seconds]) -> main([Seconds, "1"]);
main([Seconds, Seed]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    ok = logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    persistent_term:put(starts, counters:new(?REGIONS * ?GROUPS * ?WORKERS, [])),
    Before = lists:sort(processes()),
    {ok, Top} = supervisor:start_link({local, top}, ?MODULE, top),
    Groups = [group(R, G) || R <- lists:seq(1, ?REGIONS), G <- lists:seq(1, ?GROUPS)],
    End = erlang:monotonic_time(millisecond) + 1000 * list_to_integer(Seconds),
    Totals = rounds(End, Groups, #{rounds => 0, ends => 0, restarts => 0, upheavals => 0}),
    stop(Top),
    wait(nothing_left, fun() -> lists:sort(processes()) -- Before =:= [] end),
    [] = [Name || Name <- registered(), lists:prefix("region", atom_to_list(Name))],
    io:format("~w rounds: ~w workers ended, ~w restarted, ~w supervisors brought down; nothing lost, nothing left~n",
              [maps:get(Key, Totals) || Key <- [rounds, ends, restarts, upheavals]]).

stop(Top) ->
    exit(Top, shutdown),
    receive {'EXIT', Top, shutdown} -> ok after ?PATIENCE -> finding(top_does_not_stop, []) end.

rounds(End, Groups, Totals) ->
    case erlang:monotonic_time(millisecond) >= End of
        true -> Totals;
        false ->
            {Busy, Ends, Restarts} = harass([Group || Group <- Groups, Group#group.number < ?GROUPS]),
            Calm = lists:sort([Group || Group <- Groups, Group#group.number =:= ?GROUPS] ++ Busy),
            After = upheaval(rand:uniform(3), Calm),
            rounds(End, After, maps:merge_with(fun(_, A, B) -> A + B end, Totals,
                                               #{rounds => 1, ends => Ends, restarts => Restarts, upheavals => 1}))
    end.

%% ---- killers -----------------------------------------------------------------------------------------------

%% All killers at once, for half a second.
harass(Groups) ->
    Self = self(),
    Until = erlang:monotonic_time(millisecond) + 500,
    Killers = [spawn_monitor(fun() ->
        rand:seed(exsss, Seed),
        Self ! {self(), kill_workers(Until, Group, 0, 0)}
    end) || Group <- Groups, Seed <- [rand:uniform(1 bsl 50)]],
    Results = [receive {Pid, Result} -> erlang:demonitor(Ref, [flush]), Result;
                       {'DOWN', Ref, process, Pid, Reason} -> finding(killer, Reason)
               end || {Pid, Ref} <- Killers],
    {[Group || {Group, _, _} <- Results], lists:sum([Ends || {_, Ends, _} <- Results]),
     lists:sum([Restarts || {_, _, Restarts} <- Results])}.

kill_workers(Until, Group, Ends, Restarts) ->
    Living = [Child || {_, _, Pid} = Child <- Group#group.children, is_pid(Pid)],
    case erlang:monotonic_time(millisecond) >= Until orelse Living =:= [] of
        true -> {Group, Ends, Restarts};
        false ->
            Child = pick(Living),
            Reason = pick([normal, shutdown, {shutdown, enough}, crash, kill]),
            Before = starts(Group),
            Expected = expected(Child, Reason, Group),
            end_worker(Child, Reason),
            New = settled(Group, Expected),
            Count = length([new || {_, _, new} <- Expected]),
            starts(New) - Before =:= Count orelse finding(starts, {Group, Child, Reason, starts(New) - Before, Count}),
            kill_workers(Until, New, Ends + 1, Restarts + Count)
    end.

end_worker({_, _, Pid}, normal) -> gen_server:cast(Pid, stop);
end_worker({_, _, Pid}, Reason) -> exit(Pid, Reason).

%% The rules: whether a child is started again, and which others with it. `new` stands for a pid not seen before.
expected({Id, Type, _} = Child, Reason, #group{strategy = Strategy, children = Children}) ->
    Restarted = Type =:= permanent orelse Type =:= transient andalso lists:member(Reason, [crash, kill]),
    {Before, [Child | After]} = lists:splitwith(fun({Other, _, _}) -> Other =/= Id end, Children),
    case {Restarted, Strategy} of
        {false, _} -> Before ++ [{Id, Type, undefined} || Type =:= transient, Strategy =/= simple_one_for_one] ++ After;
        {true, one_for_one} -> Before ++ [{Id, Type, new} | After];
        {true, simple_one_for_one} -> Before ++ [{Id, Type, new} | After];
        {true, one_for_all} -> started(Children);
        {true, rest_for_one} -> Before ++ started([Child | After])
    end.

%% What is left of children that are all stopped and started: temporary ones are not started again.
started(Children) -> [{Id, Type, new} || {Id, Type, _} <- Children, Type =/= temporary].

%% Waits until the supervisor's children are the expected ones.
settled(#group{pid = Supervisor} = Group, Expected) ->
    Old = [Pid || {_, _, Pid} <- Group#group.children],
    Known = wait({group, Group, Expected}, fun() ->
        Children = children(Group#group.strategy, Supervisor),
        agrees(Group#group.strategy, Children, Expected, Old) andalso {true, Children}
    end),
    Group#group{children = typed(Group, Known, Expected)}.

agrees(simple_one_for_one, Children, Expected, Old) ->
    {Same, New} = lists:partition(fun({_, Pid}) -> lists:member(Pid, Old) end, Children),
    lists:sort([Pid || {_, Pid} <- Same]) =:= lists:sort([Pid || {_, _, Pid} <- Expected, is_pid(Pid)])
        andalso length(New) =:= length([new || {_, _, new} <- Expected]);
agrees(_, Children, Expected, Old) ->
    length(Children) =:= length(Expected)
        andalso lists:all(fun({{Id, Pid}, {Id, _, new}}) -> is_pid(Pid) andalso not lists:member(Pid, Old);
                             ({{Id, Pid}, {Id, _, Pid}}) -> true;
                             (_) -> false
                          end, lists:zip(Children, Expected)).

typed(#group{strategy = simple_one_for_one, region = R}, Children, _) ->
    [{Pid, simple_type(R), Pid} || {_, Pid} <- Children];
typed(_, Children, Expected) -> [{Id, Type, Pid} || {{Id, Pid}, {Id, Type, _}} <- lists:zip(Children, Expected)].

%% Children in the order of their start; those of a simple supervisor have no order.
children(Strategy, Supervisor) ->
    Children = [{Id, Pid} || {Id, Pid, _, _} <- supervisor:which_children(Supervisor)],
    case Strategy of
        simple_one_for_one -> Children;
        _ -> lists:reverse(Children)
    end.

%% ---- upheavals ---------------------------------------------------------------------------------------------

%% One group's supervisor is killed, a region's is, or group 5 has one restart too many.
upheaval(1, Groups) -> brought_down(pick(Groups), fun(Group) -> exit(Group#group.pid, kill) end, Groups);
upheaval(2, Groups) ->
    Region = rand:uniform(?REGIONS),
    exit(whereis(region_name(Region)), kill),
    anew([Group || Group <- Groups, Group#group.region =:= Region], Groups);
upheaval(3, Groups) ->
    Group = pick([Group || Group <- Groups, Group#group.number =:= ?GROUPS]),
    Pushed = lists:foldl(fun(_, Now) ->
        Child = pick(Now#group.children),
        end_worker(Child, kill),
        settled(Now, expected(Child, kill, Now))
    end, Group, lists:seq(1, ?LIMIT)),
    Others = [Other || Other <- Groups, Other =/= Group],
    brought_down(Pushed, fun(Limited) -> end_worker(pick(Limited#group.children), kill) end, [Pushed | Others]).

%% The region's strategy says which groups come up anew.
brought_down(#group{region = Region, number = Number} = Group, Act, Groups) ->
    Act(Group),
    Affected = [Other || Other <- Groups, Other#group.region =:= Region,
                         case region_strategy(Region) of
                             one_for_one -> Other#group.number =:= Number;
                             one_for_all -> true;
                             rest_for_one -> Other#group.number >= Number
                         end],
    anew(Affected, Groups).

%% The affected groups have new supervisors with all their workers; the others are as they were.
anew(Affected, Groups) ->
    New = [begin
               wait({anew, R, G}, fun() -> is_new(R, G, Pid) end),
               [wait({left, Worker}, fun() -> not is_process_alive(Worker) end)
                || {_, _, Worker} <- Children, is_pid(Worker)],
               group(R, G)
           end || #group{region = R, number = G, pid = Pid, children = Children} <- Affected],
    Same = Groups -- Affected,
    [same(Group) || Group <- Same],
    lists:sort(New ++ Same).

is_new(R, G, Old) ->
    try lists:keyfind(G, 1, supervisor:which_children(region_name(R))) of
        {G, Pid, _, _} when is_pid(Pid), Pid =/= Old ->
            Active = proplists:get_value(active, supervisor:count_children(Pid)),
            Active =:= case strategy(G) of simple_one_for_one -> 0; _ -> ?WORKERS end;
        _ -> false
    catch
        exit:_ -> false
    end.

same(#group{strategy = Strategy, pid = Pid, children = Children} = Group) ->
    Known = lists:sort([Child || {_, _, Child} <- Children]),
    Now = lists:sort([Child || {_, Child} <- children(Strategy, Pid)]),
    Known =:= Now orelse finding(not_the_same, {Group, Now}).

%% ---- the application ---------------------------------------------------------------------------------------

%% A group as it must be after a start.
group(R, G) ->
    {G, Pid, supervisor, _} = lists:keyfind(G, 1, supervisor:which_children(region_name(R))),
    Strategy = strategy(G),
    _ = Strategy =:= simple_one_for_one andalso fill(Pid),
    Children = children(Strategy, Pid),
    ?WORKERS = length(Children),
    #group{region = R, number = G, strategy = Strategy, pid = Pid,
           children = [case Strategy of
                           simple_one_for_one -> {Child, simple_type(R), Child};
                           _ -> {Id, type(G, Id), Child}
                       end || {Id, Child} <- Children]}.

%% A simple supervisor comes up without children.
fill(Pid) -> [{ok, _} = supervisor:start_child(Pid, [N]) || N <- lists:seq(1, ?WORKERS)].

strategy(1) -> one_for_one;
strategy(2) -> one_for_all;
strategy(3) -> rest_for_one;
strategy(4) -> simple_one_for_one;
strategy(5) -> one_for_one.

region_strategy(2) -> one_for_all;
region_strategy(3) -> rest_for_one;
region_strategy(_) -> one_for_one.

region_name(R) -> list_to_atom("region" ++ integer_to_list(R)).

%% Of ten workers one is temporary and two are transient; those of group 5 are all permanent.
type(?GROUPS, _) -> permanent;
type(_, N) when N rem 10 =:= 0 -> temporary;
type(_, N) when N rem 10 < 3 -> transient;
type(_, _) -> permanent.

simple_type(R) -> case R rem 2 of 0 -> permanent; 1 -> transient end.

start_supervisor({region, R} = What) -> supervisor:start_link({local, region_name(R)}, ?MODULE, What);
start_supervisor(What) -> supervisor:start_link(?MODULE, What).

start_worker(Index, N) -> gen_server:start_link(?MODULE, {worker, Index, N}, []).

start_simple(Base, N) -> start_worker(Base + N, N).

init(top) -> {ok, {{one_for_one, 1_000_000, 1}, [supervisor_spec(R, {region, R}) || R <- lists:seq(1, ?REGIONS)]}};
init({region, R}) ->
    {ok, {{region_strategy(R), 1_000_000, 1}, [supervisor_spec(G, {group, R, G}) || G <- lists:seq(1, ?GROUPS)]}};
init({group, R, 4}) ->
    Start = {?MODULE, start_simple, [index(R, 4)]},
    {ok, {{simple_one_for_one, 1_000_000, 1},
          [#{id => worker, start => Start, restart => simple_type(R), shutdown => 1000}]}};
init({group, R, G}) ->
    Intensity = case G of ?GROUPS -> {?LIMIT, 3600}; _ -> {1_000_000, 1} end,
    {ok, {{strategy(G), element(1, Intensity), element(2, Intensity)},
          [#{id => N, start => {?MODULE, start_worker, [index(R, G) + N, N]}, restart => type(G, N), shutdown => 1000}
           || N <- lists:seq(1, ?WORKERS)]}};
init({worker, Index, N}) ->
    counters:add(persistent_term:get(starts), Index, 1),
    {ok, N}.

supervisor_spec(Id, What) ->
    #{id => Id, start => {?MODULE, start_supervisor, [What]}, type => supervisor, shutdown => infinity}.

index(R, G) -> ((R - 1) * ?GROUPS + G - 1) * ?WORKERS.

handle_call(Request, _, N) -> {reply, {Request, N}, N}.

handle_cast(stop, N) -> {stop, normal, N}.

%% ---- helpers -----------------------------------------------------------------------------------------------

%% How often workers of a group were started.
starts(#group{region = R, number = G}) ->
    Counters = persistent_term:get(starts),
    lists:sum([counters:get(Counters, index(R, G) + N) || N <- lists:seq(1, ?WORKERS)]).

%% Asks until the answer is true; `{true, Value}` gives the value.
wait(What, Fun) -> wait(What, Fun, erlang:monotonic_time(millisecond) + ?PATIENCE).

wait(What, Fun, Until) ->
    case Fun() of
        true -> ok;
        {true, Value} -> Value;
        false ->
            erlang:monotonic_time(millisecond) < Until orelse finding(never, What),
            erlang:yield(),
            wait(What, Fun, Until)
    end.

pick(List) -> lists:nth(rand:uniform(length(List)), List).

finding(What, Details) ->
    io:format("FINDING ~w~n~p~n", [What, Details]),
    halt(1).
