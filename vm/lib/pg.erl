%%% Groups of processes by name: the module `pg`. There is one node, this one.
%%%
%%% A scope is a process with a table of the same name, in which everybody reads: `{Group, Members}`, the one that joined
%%% last first. A process may be in a group several times, and is taken out when it ends.
-module(pg).
-behaviour(gen_server).

-export([start/1, start_link/0, start_link/1, join/2, join/3, leave/2, leave/3]).
-export([monitor_scope/0, monitor_scope/1, monitor/1, monitor/2, demonitor/1, demonitor/2]).
-export([get_members/1, get_members/2, get_local_members/1, get_local_members/2]).
-export([which_groups/0, which_groups/1, which_local_groups/0, which_local_groups/1]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

-export_type([group/0]).

-type group() :: term().

%% What a scope knows: of each member its monitor and its groups; who is told of what, by their monitors.
-record(state, {scope :: atom(), members = #{} :: #{pid() => {reference(), [group()]}},
                listeners = #{} :: #{reference() => {pid(), scope | {group, group()}}}}).

%% Starts the usual scope, pg, and links it with the caller.
%% > {ok, Scope} = pg:start_link(), is_pid(Scope).
%% true
-spec start_link() -> {ok, pid()} | {error, term()}.
start_link() -> start_link(?MODULE).

%% Starts a scope, and links it with the caller.
%% > {ok, P} = pg:start_link(herds), whereis(herds) =:= P.
%% true
-spec start_link(atom()) -> {ok, pid()} | {error, term()}.
start_link(Scope) when is_atom(Scope) -> gen_server:start_link({local, Scope}, ?MODULE, [Scope], []).

%% Starts a scope.
%% > {ok, _} = pg:start(games), pg:join(games, chess, self()), pg:which_groups(games).
%% [chess]
-spec start(atom()) -> {ok, pid()} | {error, term()}.
start(Scope) when is_atom(Scope) -> gen_server:start({local, Scope}, ?MODULE, [Scope], []).

%% Puts a process, or several, into a group of the scope pg. Exits when that scope has not been started.
%% > pg:start_link(), pg:join(readers, self()), pg:get_members(readers) =:= [self()].
%% true
-spec join(group(), pid() | [pid()]) -> ok.
join(Group, Pids) -> join(?MODULE, Group, Pids).

%% As join/2, in a scope.
%% > {ok, _} = pg:start(rooms), [pg:join(rooms, blue, [self(), self()]), length(pg:get_members(rooms, blue))].
%% [ok,2]
-spec join(atom(), group(), pid() | [pid()]) -> ok.
join(Scope, Group, Pids) when is_pid(Pids); is_list(Pids) ->
    own(Pids),
    gen_server:call(Scope, {join_local, Group, Pids}, infinity).

%% Takes a process, or several, out of a group, each as often as it stands there; not_joined when none is in it.
%% > pg:start_link(), pg:leave(strangers, self()).
%% not_joined
-spec leave(group(), pid() | [pid()]) -> ok | not_joined.
leave(Group, Pids) -> leave(?MODULE, Group, Pids).

%% As leave/2, in a scope.
%% > {ok, _} = pg:start(seats), pg:join(seats, front, self()), [pg:leave(seats, front, self()), pg:get_members(seats, front)].
%% [ok,[]]
-spec leave(atom(), group(), pid() | [pid()]) -> ok | not_joined.
leave(Scope, Group, Pids) when is_pid(Pids); is_list(Pids) ->
    own(Pids),
    gen_server:call(Scope, {leave_local, Group, Pids}, infinity).

own(Pids) when is_list(Pids) -> lists:foreach(fun own/1, Pids);
own(Pid) when is_pid(Pid), node(Pid) =:= node() -> ok;
own(Other) -> error({nolocal, Other}).

%% Who is in each group of the scope pg, and from now on a message {Ref, join | leave, Group, Pids} of each change.
%% > pg:start_link(), {Ref, Groups} = pg:monitor_scope(), pg:join(late, self()),
%%   receive {Ref, join, Group, _} -> {Groups, Group} end.
%% {#{},late}
-spec monitor_scope() -> {reference(), #{group() => [pid()]}}.
monitor_scope() -> monitor_scope(?MODULE).

%% As monitor_scope/0, of a scope.
%% > {ok, _} = pg:start(doors), pg:join(doors, open, self()), {_, Groups} = pg:monitor_scope(doors), maps:keys(Groups).
%% [open]
-spec monitor_scope(atom()) -> {reference(), #{group() => [pid()]}}.
monitor_scope(Scope) -> gen_server:call(Scope, monitor, infinity).

%% Who is in a group of the scope pg, and from now on a message of each change, as from monitor_scope/0.
%% > pg:start_link(), {_, Members} = pg:monitor(nobody_yet), Members.
%% []
-spec monitor(group()) -> {reference(), [pid()]}.
monitor(Group) -> ?MODULE:monitor(?MODULE, Group).

%% As monitor/1, in a scope.
%% > {ok, _} = pg:start(bells), {Ref, []} = pg:monitor(bells, loud), pg:join(bells, loud, self()), receive {Ref, Change, _, _} -> Change end.
%% join
-spec monitor(atom(), group()) -> {reference(), [pid()]}.
monitor(Scope, Group) -> gen_server:call(Scope, {monitor, Group}, infinity).

%% Ends the messages that monitor_scope/0 or monitor/1 has asked for; false when there are none.
%% > pg:start_link(), {Ref, _} = pg:monitor_scope(), [pg:demonitor(Ref), pg:demonitor(Ref)].
%% [ok,false]
-spec demonitor(reference()) -> ok | false.
demonitor(Ref) when is_reference(Ref) -> pg:demonitor(?MODULE, Ref).

%% As demonitor/1, in a scope. Messages that have come already are dropped.
%% > {ok, _} = pg:start(horns), {Ref, _} = pg:monitor_scope(horns), pg:demonitor(horns, Ref).
%% ok
-spec demonitor(atom(), reference()) -> ok | false.
demonitor(Scope, Ref) when is_reference(Ref) ->
    case gen_server:call(Scope, {demonitor, Ref}, infinity) of
        ok -> flushed(Ref);
        false -> false
    end.

flushed(Ref) ->
    receive
        {Ref, Change, _, _} when Change =:= join; Change =:= leave -> flushed(Ref)
    after 0 -> ok
    end.

%% The processes in a group of the scope pg, each as often as it has joined.
%% > pg:start_link(), pg:join(painters, self()), pg:get_members(painters) =:= [self()].
%% true
-spec get_members(group()) -> [pid()].
get_members(Group) -> get_members(?MODULE, Group).

%% As get_members/1, in a scope.
%% > {ok, _} = pg:start(shops), pg:get_members(shops, bakers).
%% []
-spec get_members(atom(), group()) -> [pid()].
get_members(Scope, Group) ->
    try ets:lookup_element(Scope, Group, 2)
    catch error:badarg -> []
    end.

%% As get_members/1: all members are of this node.
%% > pg:start_link(), pg:join(singers, self()), pg:get_local_members(singers) =:= [self()].
%% true
-spec get_local_members(group()) -> [pid()].
get_local_members(Group) -> get_members(?MODULE, Group).

%% As get_members/2.
%% > {ok, _} = pg:start(farms), pg:get_local_members(farms, cows).
%% []
-spec get_local_members(atom(), group()) -> [pid()].
get_local_members(Scope, Group) -> get_members(Scope, Group).

%% The groups of the scope pg that have members.
%% > pg:start_link(), pg:join(dancers, self()), lists:member(dancers, pg:which_groups()).
%% true
-spec which_groups() -> [group()].
which_groups() -> which_groups(?MODULE).

%% As which_groups/0, of a scope.
%% > {ok, _} = pg:start(towns), pg:join(towns, north, self()), pg:which_groups(towns).
%% [north]
-spec which_groups(atom()) -> [group()].
which_groups(Scope) when is_atom(Scope) -> [Group || [Group] <- ets:match(Scope, {'$1', '_'})].

%% As which_groups/0.
%% > pg:start_link(), pg:join(actors, self()), lists:member(actors, pg:which_local_groups()).
%% true
-spec which_local_groups() -> [group()].
which_local_groups() -> which_groups(?MODULE).

%% As which_groups/1.
%% > {ok, _} = pg:start(lanes), pg:which_local_groups(lanes).
%% []
-spec which_local_groups(atom()) -> [group()].
which_local_groups(Scope) when is_atom(Scope) -> which_groups(Scope).

%%% The scope's process

%% What `gen_server` calls: the scope's table is made, which has its name.
%% > {ok, P} = gen_server:start(pg, [herd], []), {is_pid(P), pg:which_groups(herd)}.
%% {true,[]}
-spec init([atom()]) -> {ok, #state{}}.
init([Scope]) ->
    Scope = ets:new(Scope, [named_table, {read_concurrency, true}]),
    {ok, #state{scope = Scope}}.

%% What `gen_server` calls: the requests of this module's functions.
%% > {ok, P} = pg:start(pack), gen_server:call(P, {join_local, wolves, self()}), pg:get_members(pack, wolves) =:= [self()].
%% true
-spec handle_call(term(), gen_server:from(), #state{}) -> {reply, term(), #state{}}.
handle_call({join_local, Group, Pids}, _, State) -> {reply, ok, joined(Group, Pids, State)};
handle_call({leave_local, Group, Pids}, _, #state{members = Members} = State) ->
    {Gone, Left} = lists:foldl(fun(Pid, Done) -> left(Group, Pid, Done) end, {[], Members}, listed(Pids)),
    case lists:reverse(Gone) of
        [] -> {reply, not_joined, State};
        Those ->
            changed(leave, Group, Those, State),
            {reply, ok, State#state{members = Left}}
    end;
handle_call(monitor, {Pid, _}, #state{scope = Scope} = State) ->
    {Ref, Next} = listening(Pid, scope, State),
    {reply, {Ref, maps:from_list(ets:tab2list(Scope))}, Next};
handle_call({monitor, Group}, {Pid, _}, #state{scope = Scope} = State) ->
    {Ref, Next} = listening(Pid, {group, Group}, State),
    {reply, {Ref, get_members(Scope, Group)}, Next};
handle_call({demonitor, Ref}, _, #state{listeners = Listeners} = State) ->
    case Listeners of
        #{Ref := _} ->
            erlang:demonitor(Ref, [flush]),
            {reply, ok, State#state{listeners = maps:remove(Ref, Listeners)}};
        #{} -> {reply, false, State}
    end.

%% What `gen_server` calls; there are no casts.
%% > {ok, P} = pg:start(flock), gen_server:cast(P, hello), is_process_alive(P).
%% true
-spec handle_cast(term(), #state{}) -> {noreply, #state{}}.
handle_cast(_, State) -> {noreply, State}.

%% What `gen_server` calls: a member that ends leaves its groups.
%% > {ok, _} = pg:start(school), {P, R} = spawn_monitor(fun() -> receive go -> ok end end), ok = pg:join(school, fish, P), P ! go,
%%   receive {'DOWN', R, _, _, _} -> ok end, _ = sys:get_state(school), pg:get_members(school, fish).
%% []
-spec handle_info(term(), #state{}) -> {noreply, #state{}}.
handle_info({'DOWN', Ref, process, Pid, _}, #state{members = Members, listeners = Listeners} = State) ->
    case Members of
        #{Pid := {Ref, Groups}} ->
            [changed(leave, Group, [Pid], State) || Group <- Groups],
            {noreply, State#state{members = maps:remove(Pid, Members)}};
        #{} -> {noreply, State#state{listeners = maps:remove(Ref, Listeners)}}
    end;
handle_info(_, State) -> {noreply, State}.

%% What `gen_server` calls: the scope's table goes with it.
%% > {ok, P} = pg:start(swarm), gen_server:stop(P), ets:info(swarm).
%% undefined
-spec terminate(term(), #state{}) -> true.
terminate(_, #state{scope = Scope}) -> ets:delete(Scope).

listed(Pids) when is_list(Pids) -> Pids;
listed(Pid) -> [Pid].

joined(Group, Pids, #state{members = Members} = State) ->
    Next = State#state{members = lists:foldl(fun(Pid, All) -> member(Group, Pid, All) end, Members, listed(Pids))},
    changed(join, Group, listed(Pids), Next),
    Next.

member(Group, Pid, Members) ->
    case Members of
        #{Pid := {Ref, Groups}} -> Members#{Pid := {Ref, [Group | Groups]}};
        #{} -> Members#{Pid => {erlang:monitor(process, Pid), [Group]}}
    end.

%% A process leaves a group once: those that did, the last first, and the members that are left.
left(Group, Pid, {Gone, Members}) ->
    case Members of
        #{Pid := {Ref, Groups}} ->
            case {lists:member(Group, Groups), lists:delete(Group, Groups)} of
                {false, _} -> {Gone, Members};
                {true, []} ->
                    erlang:demonitor(Ref, [flush]),
                    {[Pid | Gone], maps:remove(Pid, Members)};
                {true, Others} -> {[Pid | Gone], Members#{Pid := {Ref, Others}}}
            end;
        #{} -> {Gone, Members}
    end.

%% Writes a group's new members down, and tells who wants to know.
changed(Change, Group, Pids, #state{scope = Scope, listeners = Listeners}) ->
    Members = get_members(Scope, Group),
    case Change of
        join -> ets:insert(Scope, {Group, Pids ++ Members});
        leave ->
            case Members -- Pids of
                [] -> ets:delete(Scope, Group);
                Left -> ets:insert(Scope, {Group, Left})
            end
    end,
    maps:foreach(
      fun(Ref, {Pid, scope}) -> Pid ! {Ref, Change, Group, Pids};
         (Ref, {Pid, {group, Wanted}}) when Wanted =:= Group -> Pid ! {Ref, Change, Group, Pids};
         (_, _) -> ok
      end, Listeners).

%% The monitor of the one who listens is the reference of its messages.
listening(Pid, What, #state{listeners = Listeners} = State) ->
    Ref = erlang:monitor(process, Pid),
    {Ref, State#state{listeners = Listeners#{Ref => {Pid, What}}}}.
